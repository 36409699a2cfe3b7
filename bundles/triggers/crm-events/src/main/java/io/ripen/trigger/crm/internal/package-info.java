/** Triggers on what happens to a contact in the CRM. */
@NullMarked
package io.ripen.trigger.crm.internal;

import org.jspecify.annotations.NullMarked;
