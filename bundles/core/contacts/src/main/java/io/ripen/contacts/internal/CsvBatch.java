package io.ripen.contacts.internal;

import io.ripen.channel.AddressKind;
import io.ripen.contacts.internal.CsvImport.ImportRow;
import io.ripen.core.store.Stores;
import io.ripen.crm.Contact;
import io.ripen.crm.ContactDraft;
import io.ripen.crm.ContactId;
import io.ripen.crm.ContactImport.Options;
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
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a file in one transaction: each makes a new contact or changes the one that it is about. That is the contact with
 * its external id; else one with its e-mail address; else one with its phone number ({@link SamePerson}).
 */
final class CsvBatch {
    private final Stores stores;
    private final ContactWriter writer;
    private final TeamId team;
    private final List<ImportRow> rows;

    /** Contacts that are there, and new ones of this batch, under every key that they can be found by. */
    private final Map<String, List<Target>> byKey = new HashMap<>();

    private final List<Target> created = new ArrayList<>();

    /** How many rows made a contact and how many changed one, and which have an address that nothing is sent to. */
    record Counts(long created, long updated, List<SuppressedRows.Said> suppressed) {}

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
                result = DraftMerge.over(result, each);
            }
            return result;
        }
    }

    CsvBatch(Stores stores, ContactWriter writer, Options options, List<ImportRow> rows) {
        this.stores = stores;
        this.writer = options.quiet() ? writer.quiet() : writer;
        this.team = options.team();
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
        return new Counts(
                drafts.size(), rows.size() - drafts.size(), new SuppressedRows(stores).among(work, rows, numbers));
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
            if (SamePerson.is(target.externalId, target.emailKey, draft, key.startsWith("phone:"))) {
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
}
