/** What is kept of one person, taken out or erased. */
@NullMarked
package io.ripen.contacts.internal.person;

import org.jspecify.annotations.NullMarked;
