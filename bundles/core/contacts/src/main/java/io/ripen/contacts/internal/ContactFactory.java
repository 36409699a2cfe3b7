package io.ripen.contacts.internal;

import io.ripen.crm.Company;
import io.ripen.crm.Consent;
import io.ripen.crm.Contact;
import io.ripen.crm.ContactDraft;
import io.ripen.crm.ContactId;
import io.ripen.crm.PostalAddress;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Makes a contact of a draft that was checked: trimmed, and with its number in E.164. */
final class ContactFactory {
    private ContactFactory() {}

    static Contact create(ContactId id, ContactDraft draft, String region, Instant createdAt, int version) {
        PostalAddress address = address(draft.address());
        String phone = Texts.trimmed(draft.phone());
        String zone = Texts.trimmed(draft.timeZone());
        return new Contact(
                id,
                draft.team(),
                Texts.trimmed(draft.externalId()),
                Texts.trimmed(draft.firstName()),
                Texts.trimmed(draft.lastName()),
                Texts.trimmed(draft.email()),
                phone,
                phone == null ? null : PhoneNumbers.e164(phone, ContactCheck.region(address, region)),
                tags(draft.tags()),
                Texts.trimmed(draft.owner()),
                Texts.trimmed(draft.source()),
                Texts.trimmed(draft.stage()),
                zone == null ? null : ZoneId.of(zone),
                draft.score() == null ? 0 : draft.score(),
                address,
                company(draft.company()),
                draft.consent() == null ? Consent.UNKNOWN : draft.consent(),
                Collections.unmodifiableMap(new LinkedHashMap<>(draft.fields())),
                createdAt,
                version);
    }

    /** What a contact would be as a draft, so that a change can be checked like a new one. */
    static ContactDraft draft(Contact contact) {
        return new ContactDraft(
                contact.team(),
                contact.externalId(),
                contact.firstName(),
                contact.lastName(),
                contact.email(),
                contact.phone(),
                contact.tags(),
                contact.owner(),
                contact.source(),
                contact.stage(),
                contact.timeZone() == null ? null : contact.timeZone().getId(),
                contact.score(),
                contact.address(),
                contact.company(),
                contact.consent(),
                contact.fields());
    }

    /** Trimmed; of two that differ only in case the first stays. */
    static Set<String> tags(Collection<String> tags) {
        Set<String> seen = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        Set<String> kept = new LinkedHashSet<>();
        for (String tag : tags) {
            String trimmed = tag.strip();
            if (!trimmed.isEmpty() && seen.add(trimmed)) {
                kept.add(trimmed);
            }
        }
        return Collections.unmodifiableSet(kept);
    }

    private static @Nullable PostalAddress address(@Nullable PostalAddress address) {
        if (address == null) {
            return null;
        }
        String country = Texts.trimmed(address.country());
        PostalAddress trimmed = new PostalAddress(
                Texts.trimmed(address.street()),
                Texts.trimmed(address.city()),
                Texts.trimmed(address.region()),
                Texts.trimmed(address.postalCode()),
                country == null ? null : Objects.requireNonNullElse(Countries.code(country), country));
        return trimmed.equals(new PostalAddress(null, null, null, null, null)) ? null : trimmed;
    }

    private static @Nullable Company company(@Nullable Company company) {
        if (company == null) {
            return null;
        }
        Company trimmed = new Company(Texts.trimmed(company.name()), company.size(), Texts.trimmed(company.industry()));
        return trimmed.equals(new Company(null, null, null)) ? null : trimmed;
    }
}
