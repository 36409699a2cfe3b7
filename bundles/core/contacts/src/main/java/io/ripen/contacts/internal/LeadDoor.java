package io.ripen.contacts.internal;

import io.ripen.access.Actor;
import io.ripen.access.Role;
import io.ripen.channel.AddressKind;
import io.ripen.core.store.Stores;
import io.ripen.crm.Contact;
import io.ripen.crm.ContactChange;
import io.ripen.crm.ContactDraft;
import io.ripen.crm.Contacts;
import io.ripen.crm.DuplicateContactException;
import io.ripen.crm.InvalidContactException;
import io.ripen.crm.InvalidContactException.Problem;
import io.ripen.crm.Leads;
import io.ripen.team.Team;
import io.ripen.team.TeamId;
import io.ripen.team.Teams;
import io.ripen.transaction.UnitOfWork;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Makes or finds the contact of who comes in. What could not be read is said in the lead's timeline as well. */
@Component
public final class LeadDoor implements Leads {
    private static final String LOCKS = "lead-door";
    /** Addresses that fall on one lock wait for each other; a row for each address would stay for ever. */
    private static final int MOST_LOCKS = 1_024;

    private final Stores stores;
    private final Teams teams;
    private final Contacts contacts;

    @Activate
    public LeadDoor(@Reference Stores stores, @Reference Teams teams, @Reference Contacts contacts) {
        this.stores = stores;
        this.teams = teams;
        this.contacts = contacts;
    }

    @Override
    public Arrival arrive(Actor by, ContactDraft draft, Rule rule) {
        return stores.transactions().call(work -> arrive(by, work, draft, rule));
    }

    @Override
    public Optional<String> address(TeamId team, String phoneOrEmail) {
        String address = phoneOrEmail.strip();
        return address.indexOf('@') >= 0
                ? Optional.of(address)
                : Optional.ofNullable(PhoneNumbers.e164(address, region(team)));
    }

    @Override
    public void queue(UnitOfWork work, TeamId team, String what) {
        stores.policyMemory().lock(work, LOCKS, Set.of(lock(team, what)));
    }

    private static String lock(TeamId team, String key) {
        return Integer.toString(Math.floorMod((team.value() + " " + key).hashCode(), MOST_LOCKS));
    }

    @Override
    public Arrival arrive(Actor by, UnitOfWork work, ContactDraft given, Rule rule) {
        if (!by.sees(given.team())) {
            throw InvalidContactException.noSuchTeam(given.team());
        }
        by.require(Role.AGENT, given.team());
        String region = region(given.team());
        DraftReading.Readable read = rule.lenient()
                ? DraftReading.of(given, region, dates(given.team(), region))
                : new DraftReading.Readable(given, List.of());
        ContactDraft draft = read.draft();
        Sought sought = Sought.of(draft, region, rule.match());
        if (!sought.isNothing()) {
            stores.policyMemory().lock(work, LOCKS, sought.locks());
        }
        Contact known = find(work, draft, sought);
        if (known == null && !rule.make()) {
            return new Arrival(Optional.empty(), false, read.warnings());
        }
        Contact contact = known == null ? make(by, work, draft, read) : heed(by, work, known, draft, rule.known());
        note(work, contact, read.warnings());
        return new Arrival(Optional.of(contact), known == null, read.warnings());
    }

    private Contact make(Actor by, UnitOfWork work, ContactDraft draft, DraftReading.Readable read) {
        try {
            return contacts.create(by, work, draft);
        } catch (DuplicateContactException taken) {
            throw taken;
        } catch (InvalidContactException wrong) {
            // What was made a note cannot be what is wrong.
            List<Problem> problems = new ArrayList<>(wrong.problems());
            read.warnings().stream()
                    .filter(each -> each.field().equals("phone") || each.field().equals("email"))
                    .filter(each ->
                            problems.stream().noneMatch(other -> other.field().equals(each.field())))
                    .forEach(problems::add);
            throw new InvalidContactException(problems);
        }
    }

    private Contact heed(Actor by, UnitOfWork work, Contact known, ContactDraft draft, Known rule) {
        ContactChange change = LeadMerge.of(known, draft, rule);
        return change.set().isEmpty() && change.addTags().isEmpty()
                ? known
                : contacts.change(by, work, known.id(), change).orElse(known);
    }

    /** Dates are told by the writer of the contact. */
    private void note(UnitOfWork work, Contact contact, List<Problem> warnings) {
        List<Problem> others = warnings.stream()
                .filter(each -> !each.field().startsWith("fields."))
                .toList();
        FieldNotes.append(work, stores, contact, others);
    }

    private @Nullable Contact find(UnitOfWork work, ContactDraft draft, Sought sought) {
        if (sought.isNothing()) {
            return null;
        }
        List<Contact> found = stores.contacts()
                .findInTeam(work, draft.team(), sought.externalIds(), sought.emails(), sought.phones());
        for (Key key : Key.values()) {
            for (Contact each : found) {
                if (sought.isBy(key, each)
                        && SamePerson.is(
                                each.externalId(),
                                each.email() == null ? null : EmailAddresses.key(each.email()),
                                draft,
                                key == Key.PHONE)) {
                    return each;
                }
            }
        }
        return null;
    }

    private DateReading dates(TeamId team, String region) {
        return new DateReading(
                null,
                region,
                teams.find(team).map(Team::zone).orElse(ZoneOffset.UTC),
                stores.clock().instant());
    }

    private String region(TeamId team) {
        return teams.find(team).map(Team::region).orElse("US");
    }

    /** By what somebody is looked for. */
    private record Sought(TeamId team, Set<String> externalIds, Set<String> emails, Set<String> phones) {
        static Sought of(ContactDraft draft, String region, Set<Key> by) {
            String phone = Texts.trimmed(draft.phone());
            return new Sought(
                    draft.team(),
                    by.contains(Key.EXTERNAL_ID) ? one(Texts.trimmed(draft.externalId())) : Set.of(),
                    by.contains(Key.EMAIL) ? one(Texts.trimmed(draft.email())) : Set.of(),
                    by.contains(Key.PHONE) && phone != null
                            ? one(PhoneNumbers.e164(phone, ContactCheck.region(draft.address(), region)))
                            : Set.of());
        }

        private static Set<String> one(@Nullable String key) {
            return key == null ? Set.of() : Set.of(key);
        }

        boolean isNothing() {
            return externalIds.isEmpty() && emails.isEmpty() && phones.isEmpty();
        }

        boolean isBy(Key key, Contact contact) {
            return switch (key) {
                case EXTERNAL_ID -> externalIds.contains(Objects.requireNonNullElse(contact.externalId(), ""));
                case EMAIL ->
                    contact.email() != null
                            && emails.stream()
                                    .anyMatch(each ->
                                            EmailAddresses.key(each).equals(EmailAddresses.key(contact.email())));
                case PHONE ->
                    contact.phoneE164() != null
                            && phones.stream()
                                    .map(AddressKind.PHONE::key)
                                    .anyMatch(AddressKind.PHONE.key(contact.phoneE164())::equals);
            };
        }

        Set<String> locks() {
            Set<String> locks = new TreeSet<>();
            externalIds.forEach(each -> locks.add(lock("id:" + each)));
            emails.forEach(each -> locks.add(lock("mail:" + EmailAddresses.key(each))));
            phones.forEach(each -> locks.add(lock("phone:" + AddressKind.PHONE.key(each))));
            return locks;
        }

        private String lock(String key) {
            return LeadDoor.lock(team, key);
        }
    }
}
