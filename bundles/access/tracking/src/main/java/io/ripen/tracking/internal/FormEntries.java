package io.ripen.tracking.internal;

import io.ripen.access.Actor;
import io.ripen.crm.Contact;
import io.ripen.crm.ContactDraft;
import io.ripen.crm.ContactId;
import io.ripen.crm.InvalidContactException;
import io.ripen.crm.Leads;
import io.ripen.event.Event;
import io.ripen.event.EventSource;
import io.ripen.event.EventTypes;
import io.ripen.event.Events;
import io.ripen.event.Receipt;
import io.ripen.time.RipenClock;
import io.ripen.tracking.Tracking;
import io.ripen.tracking.Visitor;
import io.ripen.transaction.Transactions;
import io.ripen.transaction.UnitOfWork;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Keeps what people fill into forms: the contact, made or found, and the event, in one transaction. Thread-safe. */
final class FormEntries {
    private static final Actor FORM = Actor.part("a form");
    private static final int MOST_TEXT = 5_000;
    private static final long SAME_SECONDS = 60;
    /** How exactly it is known when the first of two came. */
    private static final long STEP_SECONDS = 10;
    /** What a field may be called that goes into the contact itself; anything else is a field of the form. */
    private static final Set<String> EMAIL = Set.of("email", "e-mail", "mail", "emailaddress");

    private static final Set<String> PHONE = Set.of("phone", "tel", "telephone", "mobile", "phonenumber");
    private static final Set<String> FIRST = Set.of("firstname", "givenname", "fname");
    private static final Set<String> LAST = Set.of("lastname", "familyname", "surname", "lname");
    private static final Set<String> NAME = Set.of("name", "fullname");

    private final Leads leads;
    private final Transactions transactions;
    private final Events events;
    private final Tracking tracking;
    private final RipenClock clock;

    FormEntries(Leads leads, Transactions transactions, Events events, Tracking tracking, RipenClock clock) {
        this.leads = leads;
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
        Map<String, Object> notes = new LinkedHashMap<>();
        if (!form.takesNumber(person.getOrDefault("phone", ""))) {
            if (person.getOrDefault("email", "").isEmpty()) {
                throw new Refused(
                        422, "We cannot reach phone numbers of that country. Please give your e-mail address.");
            }
            notes.put("phone_note", person.remove("phone"));
        }
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("form", form.name());
        data.put("fields", kept);
        String same = form.name() + ":" + Digest.of(new TreeMap<>(sent).toString());
        if (person.getOrDefault("email", person.getOrDefault("phone", "")).isEmpty()) {
            ContactId visitor = visitor(form, sent.getOrDefault("rp", ""));
            transactions.call(work -> {
                leads.queue(work, form.team(), "form:" + same + ":" + visitor);
                return tell(work, form, same, visitor, null, data);
            });
            return;
        }
        ContactDraft draft = draft(form, person, kept, notes);
        try {
            transactions.call(work -> {
                Optional<Contact> contact =
                        leads.arrive(FORM, work, draft, form.rule()).contact();
                return tell(work, form, same, contact.map(Contact::id).orElse(null), address(draft), data);
            });
        } catch (InvalidContactException wrong) {
            throw new Refused(422, "That cannot be kept: " + wrong.getMessage());
        }
    }

    /** Where the event waits for somebody, at a form that makes no contacts. */
    private @Nullable String address(ContactDraft draft) {
        if (draft.email() != null) {
            return draft.email();
        }
        return draft.phone() == null
                ? null
                : leads.address(draft.team(), draft.phone()).orElse(draft.phone());
    }

    /** Of two that are the same within a minute, wherever the minute begins, the first counts. */
    private Receipt tell(
            UnitOfWork work,
            ConfiguredForm form,
            String same,
            @Nullable ContactId contact,
            @Nullable String address,
            Map<String, Object> data) {
        String id = "form:" + same + ":" + (contact == null ? Digest.of(String.valueOf(address)) : contact) + ":";
        long now = clock.machine().instant().getEpochSecond() / STEP_SECONDS;
        List<String> lately = LongStream.rangeClosed(now - SAME_SECONDS / STEP_SECONDS, now)
                .mapToObj(step -> id + step)
                .toList();
        if (events.hasCome(work, form.team(), lately)) {
            return new Receipt(id + now, true, List.of(), List.of(), List.of());
        }
        return events.receive(
                        work,
                        List.of(new Event(
                                id + now,
                                EventTypes.FORM_SUBMITTED,
                                form.team(),
                                contact,
                                contact == null ? address : null,
                                clock.instant(),
                                EventSource.WEB,
                                data)))
                .get(0);
    }

    private ContactId visitor(ConfiguredForm form, String token) throws Refused {
        Optional<Visitor> visitor = token.isEmpty() ? Optional.empty() : tracking.visitor(token);
        if (visitor.isPresent() && visitor.get().team().equals(form.team())) {
            return visitor.get().contact();
        }
        throw new Refused(422, "Please give your e-mail address, so that we can answer.");
    }

    private static ContactDraft draft(
            ConfiguredForm form, Map<String, String> person, Map<String, Object> kept, Map<String, Object> notes) {
        String first = person.get("first");
        String last = person.get("last");
        String whole = person.get("name");
        if (first == null && last == null && whole != null) {
            int blank = whole.lastIndexOf(' ');
            first = blank < 0 ? whole : whole.substring(0, blank).strip();
            last = blank < 0 ? null : whole.substring(blank + 1);
        }
        Map<String, Object> fields = new LinkedHashMap<>(notes);
        kept.forEach((name, value) -> {
            if (part(name) == null) {
                fields.put(name, value);
            }
        });
        return new ContactDraft(
                form.team(),
                // The CRM's own, when it comes from there as well.
                null,
                first,
                last,
                person.getOrDefault("email", "").isEmpty() ? null : person.get("email"),
                person.getOrDefault("phone", "").isEmpty() ? null : person.get("phone"),
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
