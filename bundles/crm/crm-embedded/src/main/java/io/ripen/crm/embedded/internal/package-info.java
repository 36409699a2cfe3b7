/** The embedded CRM: the projection of contacts is its only store. */
@NullMarked
package io.ripen.crm.embedded.internal;

import org.jspecify.annotations.NullMarked;
