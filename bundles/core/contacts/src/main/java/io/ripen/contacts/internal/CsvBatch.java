package io.ripen.contacts.internal;

import io.ripen.channel.AddressKind;
import io.ripen.contacts.internal.CsvImport.ImportRow;
import io.ripen.core.store.Stores;
import io.ripen.crm.Company;
import io.ripen.crm.Consent;
import io.ripen.crm.Contact;
import io.ripen.crm.ContactDraft;
import io.ripen.crm.ContactId;
import io.ripen.crm.PostalAddress;
import io.ripen.event.EventSource;
import io.ripen.team.TeamId;
import io.ripen.transaction.UnitOfWork;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a file in one transaction: each makes a new contact or changes the one that it is about. That is the contact with
 * its external id; else one with its e-mail address; else one with its phone number. Two that have different external ids,
 * or share a number and have different e-mail addresses, are two people.
 */
final class CsvBatch {
    private final Stores stores;
    private final ContactWriter writer;
    private final TeamId team;
    private final List<ImportRow> rows;

    /** Contacts that are there, and new ones of this batch, under every key that they can be found by. */
    private final Map<String, List<Target>> byKey = new HashMap<>();

    private final List<Target> created = new ArrayList<>();

    /** How many rows made a contact and how many changed one. */
    record Counts(long created, long updated) {}

    /** A contact that is there (id) or that is to be made (no id), and what rows said about it. */
    private static final class Target {
        private final @Nullable ContactId id;
        private final List<ContactDraft> said = new ArrayList<>();
        private @Nullable String externalId;
        private @Nullable String emailKey;

        Target(@Nullable ContactId id, @Nullable String externalId, @Nullable String email) {
            this.id = id;
            this.externalId = externalId;
            this.emailKey = email == null ? null : EmailAddresses.key(email);
        }

        ContactDraft over(ContactDraft before) {
            ContactDraft result = before;
            for (ContactDraft each : said) {
                result = merge(result, each);
            }
            return result;
        }
    }

    CsvBatch(Stores stores, ContactWriter writer, TeamId team, List<ImportRow> rows) {
        this.stores = stores;
        this.writer = writer;
        this.team = team;
        this.rows = rows;
    }

    Counts keep(UnitOfWork work) {
        String region = writer.region(team);
        Set<String> externalIds = new LinkedHashSet<>();
        Set<String> emails = new LinkedHashSet<>();
        Set<String> phones = new LinkedHashSet<>();
        List<String> numbers = new ArrayList<>();
        for (ImportRow row : rows) {
            ContactDraft draft = row.draft();
            add(externalIds, draft.externalId());
            add(emails, draft.email());
            String number = draft.phone() == null
                    ? null
                    : PhoneNumbers.e164(draft.phone(), ContactCheck.region(draft.address(), region));
            numbers.add(number == null ? "" : AddressKind.PHONE.key(number));
            add(phones, number);
        }
        for (Contact contact : stores.contacts().findInTeam(work, team, externalIds, emails, phones)) {
            index(
                    new Target(contact.id(), contact.externalId(), contact.email()),
                    contact.phoneE164() == null ? null : AddressKind.PHONE.key(contact.phoneE164()));
        }
        Map<ContactId, Target> changed = new LinkedHashMap<>();
        for (int i = 0; i < rows.size(); i++) {
            Target target = match(rows.get(i).draft(), numbers.get(i), changed);
            target.said.add(rows.get(i).draft());
        }
        List<ContactDraft> drafts = new ArrayList<>();
        for (Target target : created) {
            ContactDraft first = target.said.remove(0);
            drafts.add(target.over(first));
        }
        if (!drafts.isEmpty()) {
            writer.insert(work, drafts, EventSource.IMPORT);
        }
        if (!changed.isEmpty()) {
            Map<ContactId, Function<Contact, ContactDraft>> changes = new LinkedHashMap<>();
            changed.forEach((id, target) -> changes.put(id, contact -> target.over(ContactFactory.draft(contact))));
            writer.change(work, changes, EventSource.IMPORT);
        }
        return new Counts(drafts.size(), rows.size() - drafts.size());
    }

    private static void add(Set<String> keys, @Nullable String key) {
        if (key != null) {
            keys.add(key);
        }
    }

    private Target match(ContactDraft draft, String number, Map<ContactId, Target> changed) {
        Target found = find("id:" + draft.externalId(), draft.externalId() != null, draft);
        if (found == null && draft.email() != null) {
            found = find("mail:" + EmailAddresses.key(draft.email()), true, draft);
        }
        if (found == null) {
            found = find("phone:" + number, !number.isEmpty(), draft);
        }
        if (found == null) {
            found = new Target(null, draft.externalId(), draft.email());
            created.add(found);
            index(found, number.isEmpty() ? null : number);
            return found;
        }
        if (found.externalId == null && draft.externalId() != null) {
            found.externalId = draft.externalId();
            byKey.computeIfAbsent("id:" + draft.externalId(), key -> new ArrayList<>())
                    .add(found);
        }
        if (draft.email() != null) {
            found.emailKey = EmailAddresses.key(draft.email());
            byKey.computeIfAbsent("mail:" + found.emailKey, key -> new ArrayList<>())
                    .add(found);
        }
        if (found.id != null) {
            changed.put(found.id, found);
        }
        return found;
    }

    private @Nullable Target find(String key, boolean given, ContactDraft draft) {
        if (!given) {
            return null;
        }
        for (Target target : byKey.getOrDefault(key, List.of())) {
            boolean sameId = target.externalId == null
                    || draft.externalId() == null
                    || target.externalId.equals(draft.externalId());
            boolean samePerson = !key.startsWith("phone:")
                    || target.emailKey == null
                    || draft.email() == null
                    || target.emailKey.equals(EmailAddresses.key(draft.email()));
            if (sameId && samePerson) {
                return target;
            }
        }
        return null;
    }

    private void index(Target target, @Nullable String number) {
        if (target.externalId != null) {
            byKey.computeIfAbsent("id:" + target.externalId, key -> new ArrayList<>())
                    .add(target);
        }
        if (target.emailKey != null) {
            byKey.computeIfAbsent("mail:" + target.emailKey, key -> new ArrayList<>())
                    .add(target);
        }
        if (number != null) {
            byKey.computeIfAbsent("phone:" + number, key -> new ArrayList<>()).add(target);
        }
    }

    /** What is said anew replaces what was there; what is not said stays. */
    static ContactDraft merge(ContactDraft before, ContactDraft said) {
        Set<String> tags = new LinkedHashSet<>(before.tags());
        tags.addAll(said.tags());
        Map<String, Object> fields = new LinkedHashMap<>(before.fields());
        fields.putAll(said.fields());
        return new ContactDraft(
                before.team(),
                said(before.externalId(), said.externalId()),
                said(before.firstName(), said.firstName()),
                said(before.lastName(), said.lastName()),
                said(before.email(), said.email()),
                said(before.phone(), said.phone()),
                ContactFactory.tags(tags),
                said(before.owner(), said.owner()),
                said(before.source(), said.source()),
                said(before.stage(), said.stage()),
                said(before.timeZone(), said.timeZone()),
                said(before.score(), said.score()),
                both(before.address(), said.address(), CsvBatch::address),
                both(before.company(), said.company(), CsvBatch::company),
                both(before.consent(), said.consent(), CsvBatch::consent),
                fields);
    }

    private static <T> @Nullable T said(@Nullable T before, @Nullable T said) {
        return said == null ? before : said;
    }

    private static <T> @Nullable T both(@Nullable T before, @Nullable T said, BinaryOperator<T> merge) {
        if (before == null || said == null) {
            return said(before, said);
        }
        return merge.apply(before, said);
    }

    private static PostalAddress address(PostalAddress before, PostalAddress said) {
        return new PostalAddress(
                said(before.street(), said.street()),
                said(before.city(), said.city()),
                said(before.region(), said.region()),
                said(before.postalCode(), said.postalCode()),
                said(before.country(), said.country()));
    }

    private static Company company(Company before, Company said) {
        return new Company(
                said(before.name(), said.name()),
                said(before.size(), said.size()),
                said(before.industry(), said.industry()));
    }

    private static Consent consent(Consent before, Consent said) {
        return new Consent(said(before.sms(), said.sms()), said(before.email(), said.email()));
    }
}
