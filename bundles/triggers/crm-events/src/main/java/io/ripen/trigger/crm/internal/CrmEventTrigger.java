package io.ripen.trigger.crm.internal;

import io.ripen.event.Event;
import io.ripen.event.EventTypes;
import io.ripen.trigger.Trigger;
import io.ripen.trigger.TriggerType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;

/**
 * Enrolls on changes of a contact: {@code on=contact.created&tag=New Lead}, {@code on=tag.added&tag=VIP},
 * {@code on=stage.changed&stage=Proposal}, {@code on=field.changed&field=plan}.
 *
 * <p>Each option takes one value or several, separated by commas; one of them must match, without regard to case. Options
 * that stand together must all match.
 */
@Component
@TriggerType({
    EventTypes.CONTACT_CREATED,
    EventTypes.TAG_ADDED,
    EventTypes.TAG_REMOVED,
    EventTypes.STAGE_CHANGED,
    EventTypes.OWNER_CHANGED,
    EventTypes.FIELD_CHANGED
})
public final class CrmEventTrigger implements Trigger {
    private static final String TAG = "tag";
    private static final String SOURCE = "source";
    private static final String STAGE = "stage";
    private static final String FIELD = "field";
    /** What the event puts before the name of a custom field. */
    private static final String CUSTOM = "fields.";

    @Override
    public Set<String> options() {
        return Set.of(TAG, SOURCE, STAGE, FIELD);
    }

    @Override
    public Condition condition(String on, Map<String, String> options) {
        List<Condition> all = new ArrayList<>();
        if (options.containsKey(TAG)) {
            all.add(tag(on, Words.of(TAG, options.get(TAG))));
        }
        if (options.containsKey(SOURCE)) {
            Words sources = Words.of(SOURCE, options.get(SOURCE));
            all.add((event, contact) -> sources.have(contact.source()));
        }
        if (options.containsKey(STAGE)) {
            Words stages = Words.of(STAGE, options.get(STAGE));
            all.add((event, contact) -> stages.have(contact.stage()));
        }
        if (options.containsKey(FIELD)) {
            if (!on.equals(EventTypes.FIELD_CHANGED)) {
                throw new IllegalArgumentException("Option 'field' goes with on=" + EventTypes.FIELD_CHANGED
                        + " and not with on=" + on + ": leave it out, or change 'on'.");
            }
            Words fields = Words.of(FIELD, options.get(FIELD));
            all.add((event, contact) -> {
                String changed = text(event, FIELD);
                return fields.have(changed)
                        || (changed != null
                                && changed.startsWith(CUSTOM)
                                && fields.have(changed.substring(CUSTOM.length())));
            });
        }
        List<Condition> conditions = List.copyOf(all);
        return (event, contact) -> {
            for (Condition condition : conditions) {
                if (!condition.matches(event, contact)) {
                    return false;
                }
            }
            return true;
        };
    }

    /** A tag that came or went is in the event; for everything else the contact is asked which tags it has. */
    private static Condition tag(String on, Words tags) {
        if (on.equals(EventTypes.TAG_ADDED) || on.equals(EventTypes.TAG_REMOVED)) {
            return (event, contact) -> tags.have(text(event, TAG));
        }
        return (event, contact) -> contact.tags().stream().anyMatch(tags::have);
    }

    private static @Nullable String text(Event event, String name) {
        return event.data().get(name) instanceof String text ? text : null;
    }

    /** The values of an option, any of which may match. */
    private record Words(Set<String> lowerCase) {
        static Words of(String option, @Nullable String written) {
            List<String> words = new ArrayList<>();
            for (String word : (written == null ? "" : written).split(",", -1)) {
                if (word.isBlank()) {
                    throw new IllegalArgumentException("Option '" + option + "' has an empty value in '"
                            + (written == null ? "" : written)
                            + "': name one or several, separated by commas, or leave the option out.");
                }
                words.add(normal(word));
            }
            return new Words(Set.copyOf(words));
        }

        boolean have(@Nullable String value) {
            return value != null && lowerCase.contains(normal(value));
        }

        private static String normal(String value) {
            return value.strip().toLowerCase(Locale.ROOT);
        }
    }
}
