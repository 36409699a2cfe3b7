/** Contacts, teams, suppressions and the timeline on top of the store. */
@NullMarked
package io.ripen.contacts.internal;

import org.jspecify.annotations.NullMarked;
