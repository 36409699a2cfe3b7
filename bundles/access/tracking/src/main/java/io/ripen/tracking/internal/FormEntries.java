package io.ripen.tracking.internal;

import io.ripen.crm.Contact;
import io.ripen.crm.ContactDraft;
import io.ripen.crm.ContactId;
import io.ripen.crm.Contacts;
import io.ripen.crm.DuplicateContactException;
import io.ripen.crm.InvalidContactException;
import io.ripen.crm.Projection;
import io.ripen.event.Event;
import io.ripen.event.EventSource;
import io.ripen.event.EventTypes;
import io.ripen.event.Events;
import io.ripen.time.RipenClock;
import io.ripen.tracking.Tracking;
import io.ripen.tracking.Visitor;
import io.ripen.transaction.Transactions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Keeps what people fill into forms: the contact when nobody has that address yet, and the event. Thread-safe. */
final class FormEntries {
    private static final int MOST_TEXT = 5_000;
    private static final long SAME_SECONDS = 60;
    /** What a field may be called that goes into the contact itself; anything else is a field of the form. */
    private static final Set<String> EMAIL = Set.of("email", "e-mail", "mail", "emailaddress");

    private static final Set<String> PHONE = Set.of("phone", "tel", "telephone", "mobile", "phonenumber");
    private static final Set<String> FIRST = Set.of("firstname", "givenname", "fname");
    private static final Set<String> LAST = Set.of("lastname", "familyname", "surname", "lname");
    private static final Set<String> NAME = Set.of("name", "fullname");

    private final Contacts contacts;
    private final Projection projection;
    private final Transactions transactions;
    private final Events events;
    private final Tracking tracking;
    private final RipenClock clock;

    FormEntries(
            Contacts contacts,
            Projection projection,
            Transactions transactions,
            Events events,
            Tracking tracking,
            RipenClock clock) {
        this.contacts = contacts;
        this.projection = projection;
        this.transactions = transactions;
        this.events = events;
        this.tracking = tracking;
        this.clock = clock;
    }

    /** Committed when it returns. Of two that are the same within a minute, one counts. */
    void keep(ConfiguredForm form, Map<String, String> sent) throws Refused {
        Map<String, String> person = new TreeMap<>();
        Map<String, Object> kept = new LinkedHashMap<>();
        sent.forEach((name, value) -> {
            String text = value.length() > MOST_TEXT ? value.substring(0, MOST_TEXT) : value;
            String part = part(name);
            if (part != null) {
                person.put(part, text);
            }
            if (!name.isEmpty()
                    && name.length() <= 100
                    && !text.isEmpty()
                    && !name.equals("rp")
                    && !name.equals(form.honeypot())
                    && (part != null || form.keeps(name))) {
                kept.put(name, text);
            }
        });
        if (!form.takesNumber(person.getOrDefault("phone", ""))) {
            throw new Refused(
                    422, "We cannot reach phone numbers of that country. Please give your e-mail address only.");
        }
        ContactId contact = contact(form, person, kept, sent.getOrDefault("rp", ""));
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("form", form.name());
        data.put("fields", kept);
        long window = clock.machine().instant().getEpochSecond() / SAME_SECONDS;
        events.receive(new Event(
                "form:" + form.name() + ":" + contact.value() + ":" + Digest.of(new TreeMap<>(sent).toString()) + ":"
                        + window,
                EventTypes.FORM_SUBMITTED,
                form.team(),
                contact,
                null,
                clock.instant(),
                EventSource.WEB,
                data));
    }

    private ContactId contact(
            ConfiguredForm form, Map<String, String> person, Map<String, Object> kept, String visitorToken)
            throws Refused {
        String address = person.getOrDefault("email", person.getOrDefault("phone", ""));
        if (address.isEmpty()) {
            Optional<Visitor> visitor = visitorToken.isEmpty() ? Optional.empty() : tracking.visitor(visitorToken);
            if (visitor.isPresent() && visitor.get().team().equals(form.team())) {
                return visitor.get().contact();
            }
            throw new Refused(422, "Please give your e-mail address, so that we can answer.");
        }
        Optional<ContactId> known = find(form, address);
        if (known.isPresent()) {
            return known.get();
        }
        try {
            return contacts.create(draft(form, person, kept, address)).id();
        } catch (DuplicateContactException sameMoment) {
            return sameMoment.existing();
        } catch (InvalidContactException wrong) {
            throw new Refused(422, "That cannot be kept: " + wrong.getMessage());
        }
    }

    private Optional<ContactId> find(ConfiguredForm form, String address) {
        return transactions.call(work -> {
            List<Contact> found = projection.findByAddress(work, address);
            return found.stream()
                    .filter(contact -> contact.team().equals(form.team()))
                    .map(Contact::id)
                    .findFirst();
        });
    }

    private static ContactDraft draft(
            ConfiguredForm form, Map<String, String> person, Map<String, Object> kept, String address) {
        String first = person.get("first");
        String last = person.get("last");
        String whole = person.get("name");
        if (first == null && last == null && whole != null) {
            int blank = whole.lastIndexOf(' ');
            first = blank < 0 ? whole : whole.substring(0, blank).strip();
            last = blank < 0 ? null : whole.substring(blank + 1);
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        kept.forEach((name, value) -> {
            if (part(name) == null) {
                fields.put(name, value);
            }
        });
        return new ContactDraft(
                form.team(),
                // Unique in the team: of two entries at the same moment one makes the contact.
                "form:" + address.toLowerCase(Locale.ROOT),
                first,
                last,
                person.get("email"),
                person.get("phone"),
                form.tags(),
                null,
                form.source(),
                null,
                null,
                null,
                null,
                null,
                null,
                fields);
    }

    private static @Nullable String part(String name) {
        String plain = name.toLowerCase(Locale.ROOT).replace("_", "").replace(" ", "");
        if (EMAIL.contains(plain)) {
            return "email";
        }
        if (PHONE.contains(plain)) {
            return "phone";
        }
        if (FIRST.contains(plain)) {
            return "first";
        }
        if (LAST.contains(plain)) {
            return "last";
        }
        return NAME.contains(plain) ? "name" : null;
    }
}
