package io.ripen.contacts.internal.person;

import io.ripen.crm.ContactId;
import io.ripen.team.TeamId;

/**
 * Somebody of whom something is kept.
 *
 * @param now by what they are found as they are now; nothing when the contact was deleted
 * @param ever also by what they had before: the addresses to which messages went, unless another contact has them now
 */
record Person(ContactId id, TeamId team, PersonTraces now, PersonTraces ever) {}
