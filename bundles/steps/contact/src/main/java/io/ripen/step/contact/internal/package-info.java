/** Steps that change the lead's contact, and that end its other runs. */
@NullMarked
package io.ripen.step.contact.internal;

import org.jspecify.annotations.NullMarked;
