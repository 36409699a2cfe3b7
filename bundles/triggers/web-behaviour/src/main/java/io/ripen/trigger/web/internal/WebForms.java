package io.ripen.trigger.web.internal;

import io.ripen.event.EventTypes;
import io.ripen.trigger.ContactFilter;
import io.ripen.trigger.TriggerDescriptor;
import io.ripen.trigger.TriggerOption;
import io.ripen.trigger.TriggerOption.Kind;
import java.util.ArrayList;
import java.util.List;

/** What people choose from. */
final class WebForms {
    private static final TriggerOption PAGE =
            TriggerOption.of("page", "Page, by the beginning of its path", Kind.TEXT, "/pricing");
    private static final TriggerOption STEP =
            TriggerOption.of("step", "Step that sent the message", Kind.TEXT, "day-3-case-study");
    private static final TriggerOption SEQUENCE =
            TriggerOption.of("sequence", "Sequence that sent the message", Kind.TEXT, "new-lead-14-day");

    static final List<TriggerDescriptor> ALL = List.of(
            form(EventTypes.PAGE_VIEWED, "Page viewed", "A known lead looked at a page of ours.", PAGE),
            form(
                    EventTypes.FORM_SUBMITTED,
                    "Form submitted",
                    "A lead sent a form.",
                    TriggerOption.of("form", "Form", Kind.TEXT, "contact"),
                    PAGE,
                    TriggerOption.of("answer.*", "Answer to a question of the form", Kind.TEXT, "yes")),
            form(
                    EventTypes.LINK_CLICKED,
                    "Link clicked",
                    "A person, not a scanner, clicked a link in a message of ours.",
                    TriggerOption.of("link", "Name of the link", Kind.TEXT, "pricing"),
                    STEP,
                    SEQUENCE),
            form(
                    EventTypes.MESSAGE_OPENED,
                    "Message opened",
                    "A person, not a mail privacy proxy, was seen to open a message of ours.",
                    STEP,
                    SEQUENCE));

    private WebForms() {}

    private static TriggerDescriptor form(String type, String label, String sentence, TriggerOption... own) {
        List<TriggerOption> options = new ArrayList<>(List.of(own));
        options.add(TriggerOption.of("count", "How often, at least", Kind.NUMBER, "3")
                .orElse("1"));
        options.add(TriggerOption.of("within", "Within", Kind.DURATION, "5 days"));
        options.addAll(ContactFilter.OPTIONS);
        return new TriggerDescriptor(type, label, sentence, options);
    }
}
