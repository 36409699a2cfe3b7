package io.ripen.trigger.crm.internal;

import io.ripen.event.EventTypes;
import io.ripen.trigger.ContactFilter;
import io.ripen.trigger.TriggerDescriptor;
import io.ripen.trigger.TriggerOption;
import io.ripen.trigger.TriggerOption.Kind;
import java.util.ArrayList;
import java.util.List;

/** What people choose from. */
final class CrmForms {
    private static final TriggerOption FROM = TriggerOption.of("from", "Value before", Kind.TEXT, "New");
    private static final TriggerOption TO = TriggerOption.of("to", "Value after", Kind.TEXT, "Proposal");

    static final List<TriggerDescriptor> ALL = List.of(
            form(EventTypes.CONTACT_CREATED, "Contact created", "A new contact came into the CRM."),
            tag(EventTypes.TAG_ADDED, "Tag added", "A contact was given a tag."),
            tag(EventTypes.TAG_REMOVED, "Tag removed", "A tag was taken off a contact."),
            form(EventTypes.STAGE_CHANGED, "Pipeline stage changed", "A contact moved in the pipeline.", FROM, TO),
            form(EventTypes.OWNER_CHANGED, "Owner changed", "A contact was handed to somebody else.", FROM, TO),
            form(
                    EventTypes.FIELD_CHANGED,
                    "Field changed",
                    "A field of a contact changed.",
                    TriggerOption.of("field", "Which field", Kind.FIELD, "plan"),
                    FROM,
                    TO),
            form(
                    EventTypes.SCORE_REACHED,
                    "Score reached",
                    "The lead score crossed a threshold upwards.",
                    new TriggerOption(
                            "threshold", "Which threshold", Kind.CHOICE, false, null, "sql", List.of("mql", "sql"))));

    private CrmForms() {}

    private static TriggerDescriptor form(String type, String label, String sentence, TriggerOption... own) {
        List<TriggerOption> options = new ArrayList<>(List.of(own));
        options.addAll(ContactFilter.OPTIONS);
        return new TriggerDescriptor(type, label, sentence, options);
    }

    /** Here {@code tag} is the tag that came or went. */
    private static TriggerDescriptor tag(String type, String label, String sentence) {
        List<TriggerOption> options = new ArrayList<>();
        options.add(TriggerOption.of("tag", "Which tag", Kind.TAG, "VIP"));
        ContactFilter.OPTIONS.stream()
                .filter(option -> !option.name().equals("tag"))
                .forEach(options::add);
        return new TriggerDescriptor(type, label, sentence, options);
    }
}
