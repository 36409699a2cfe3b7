package io.ripen.trigger.schedule.internal;

import io.ripen.trigger.ContactFilter;
import io.ripen.trigger.EventKey;
import io.ripen.trigger.KeyedCondition;
import io.ripen.trigger.Trigger;
import io.ripen.trigger.TriggerDescriptor;
import io.ripen.trigger.TriggerOption;
import io.ripen.trigger.TriggerOption.Kind;
import io.ripen.trigger.TriggerType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.osgi.service.component.annotations.Component;

/**
 * Enrolls by time: {@code on=schedule&cron=0 9 * * MON&tag=Customer},
 * {@code on=date&field=renewal_date&offset=-7 days&at=09:00}, {@code on=anniversary&field=birthday&at=09:00}.
 */
@Component
@TriggerType({Rule.SCHEDULE, Rule.DATE, Rule.ANNIVERSARY})
public final class ScheduleTrigger implements Trigger {
    private static final TriggerOption CRON = TriggerOption.of(
                    "cron", "When, as a cron expression", Kind.TEXT, "0 9 * * MON")
            .mandatory();
    private static final TriggerOption FIELD = TriggerOption.of(
                    "field", "Field with the date", Kind.FIELD, "renewal_date")
            .mandatory();
    private static final TriggerOption OFFSET = TriggerOption.of(
                    "offset", "How long before (-) or after", Kind.TEXT, "-7 days")
            .orElse("0 days");
    private static final TriggerOption AT =
            TriggerOption.of("at", "Time of day", Kind.TEXT, "09:00").orElse("09:00");
    private static final TriggerOption ZONE = TriggerOption.choice("zone", "By whose clock", "lead", "lead", "team");

    @Override
    public Set<String> options() {
        Set<String> names = ContactFilter.names();
        List.of(CRON, FIELD, OFFSET, AT, ZONE).forEach(option -> names.add(option.name()));
        return names;
    }

    @Override
    public List<TriggerDescriptor> describe() {
        return List.of(
                form(Rule.SCHEDULE, "Schedule", "A time comes round, such as every Monday at 9:00.", CRON, ZONE),
                form(
                        Rule.DATE,
                        "Date",
                        "The day of a date in a field of the contact, or so long before or after it.",
                        FIELD,
                        OFFSET,
                        AT,
                        ZONE),
                form(
                        Rule.ANNIVERSARY,
                        "Anniversary",
                        "The day on which a date in a field comes round, such as a birthday, every year.",
                        FIELD,
                        OFFSET,
                        AT,
                        ZONE));
    }

    private static TriggerDescriptor form(String type, String label, String sentence, TriggerOption... own) {
        List<TriggerOption> options = new ArrayList<>(List.of(own));
        options.addAll(ContactFilter.OPTIONS);
        return new TriggerDescriptor(type, label, sentence, options);
    }

    @Override
    public Condition condition(String on, Map<String, String> options) {
        Rule rule = Rule.of(on, options);
        return new KeyedCondition(
                (event, contact) -> rule.id().equals(event.data().get("rule"))
                        && rule.filter().matches(contact),
                new EventKey("rule", Set.of(rule.id())));
    }
}
