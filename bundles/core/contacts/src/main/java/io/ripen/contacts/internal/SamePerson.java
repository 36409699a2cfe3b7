package io.ripen.contacts.internal;

import io.ripen.crm.ContactDraft;
import org.jspecify.annotations.Nullable;

/**
 * Whether somebody who shares an id or address with a contact is the same person: for forms, webhooks, programs and imports
 * alike. Two that have different external ids are two; so are two that share a number and have different e-mail addresses.
 */
final class SamePerson {
    private SamePerson() {}

    /**
     * @param externalId of the contact that is there
     * @param emailKey of the contact that is there
     * @param byPhone whether the number is what they share
     */
    static boolean is(@Nullable String externalId, @Nullable String emailKey, ContactDraft draft, boolean byPhone) {
        String theirs = Texts.trimmed(draft.externalId());
        String mail = Texts.trimmed(draft.email());
        return (externalId == null || theirs == null || externalId.equals(theirs))
                && (!byPhone || emailKey == null || mail == null || emailKey.equals(EmailAddresses.key(mail)));
    }
}
