package io.ripen.contacts.internal;

import io.ripen.channel.AddressKind;
import io.ripen.crm.Contact;
import io.ripen.event.Event;
import io.ripen.event.EventRule;
import io.ripen.event.EventSource;
import io.ripen.event.EventTypes;
import io.ripen.policy.ConsentRecord;
import io.ripen.policy.ConsentRecord.State;
import io.ripen.policy.Consents;
import io.ripen.transaction.UnitOfWork;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Writes consent down that comes with a contact (REST, import, CRM) or a form. A form says it by a field {@code consent},
 * {@code consent_sms} or {@code consent_email} (also {@code smsConsent}, {@code emailConsent}), and the words that the lead
 * agreed to by {@code consent_text}. It takes no opt-out back: whoever fills in a form need not have the phone in hand.
 * Thread-safe.
 */
@Component
public final class ConsentEvents implements EventRule {
    private static final Set<String> TYPES =
            Set.of(EventTypes.CONTACT_CREATED, EventTypes.FIELD_CHANGED, EventTypes.FORM_SUBMITTED);
    private static final Set<String> YES = Set.of("true", "yes", "y", "on", "1", "checked", "agree", "agreed");
    private static final Set<String> NO = Set.of("false", "no", "n", "off", "0");
    private static final int LONGEST_WORDING = 5_000;

    private final Consents consents;

    @Activate
    public ConsentEvents(@Reference Consents consents) {
        this.consents = consents;
    }

    @Override
    public Place place() {
        return Place.CONSENT;
    }

    @Override
    public Set<String> types() {
        return TYPES;
    }

    @Override
    public List<Event> apply(UnitOfWork work, List<Occurrence> occurrences) {
        List<ConsentRecord> records = new ArrayList<>();
        for (Occurrence each : occurrences) {
            Event event = each.event();
            switch (event.type()) {
                case EventTypes.CONTACT_CREATED -> ofContact(records, event, each.contact());
                case EventTypes.FIELD_CHANGED -> {
                    if ("consent".equals(event.data().get("field"))) {
                        ofContact(records, event, each.contact());
                    }
                }
                case EventTypes.FORM_SUBMITTED -> ofForm(records, event, each.contact());
                default -> {
                    // Answers only to its types.
                }
            }
        }
        if (!records.isEmpty()) {
            consents.keep(work, records);
        }
        return List.of();
    }

    private static void ofContact(List<ConsentRecord> records, Event event, Contact contact) {
        String source = event.source() == EventSource.API
                ? "api"
                : event.source().name().toLowerCase(Locale.ROOT);
        add(records, event, contact, "sms", contact.consent().sms(), source, null);
        add(records, event, contact, "email", contact.consent().email(), source, null);
    }

    private static void ofForm(List<ConsentRecord> records, Event event, Contact contact) {
        if (!(event.data().get("fields") instanceof Map<?, ?> fields)) {
            return;
        }
        String form = "form:" + event.data().getOrDefault("form", "");
        Boolean both = agreed(fields, "consent");
        String wording = text(fields, "consent_text", "consentText", "consent.text");
        Boolean sms = agreed(fields, "consent_sms", "smsConsent", "consent.sms");
        Boolean email = agreed(fields, "consent_email", "emailConsent", "consent.email");
        add(records, event, contact, "sms", sms == null ? both : sms, form, wording);
        add(records, event, contact, "email", email == null ? both : email, form, wording);
    }

    /** An unticked box of a form says nothing; only a no in words does. */
    private static @Nullable Boolean agreed(Map<?, ?> fields, String... names) {
        String said = text(fields, names);
        if (said == null) {
            return null;
        }
        String word = said.strip().toLowerCase(Locale.ROOT);
        return YES.contains(word) ? Boolean.TRUE : NO.contains(word) ? Boolean.FALSE : null;
    }

    private static @Nullable String text(Map<?, ?> fields, String... names) {
        for (String name : names) {
            Object value = fields.get(name);
            if (value instanceof String || value instanceof Boolean || value instanceof Number) {
                return value.toString();
            }
        }
        return null;
    }

    private static void add(
            List<ConsentRecord> records,
            Event event,
            Contact contact,
            String channel,
            @Nullable Boolean agreed,
            String source,
            @Nullable String wording) {
        boolean sms = channel.equals("sms");
        String address = sms ? contact.phoneE164() : contact.email();
        if (agreed == null || address == null) {
            return;
        }
        records.add(new ConsentRecord(
                sms ? AddressKind.PHONE : AddressKind.EMAIL,
                address,
                channel,
                agreed ? State.IN : State.OUT,
                source,
                wording == null || wording.length() <= LONGEST_WORDING
                        ? wording
                        : wording.substring(0, LONGEST_WORDING),
                event.at(),
                contact.id(),
                contact.team(),
                null));
    }
}
