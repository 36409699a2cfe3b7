package io.ripen.trigger.crm.internal;

import io.ripen.crm.Contact;
import io.ripen.event.Event;
import io.ripen.event.EventTypes;
import io.ripen.trigger.ContactFilter;
import io.ripen.trigger.EventKey;
import io.ripen.trigger.Trigger;
import io.ripen.trigger.TriggerDescriptor;
import io.ripen.trigger.TriggerType;
import io.ripen.trigger.ValueTest;
import io.ripen.trigger.WordList;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;

/**
 * Enrolls on changes of a contact: {@code on=contact.created&tag=New Lead&size=20-100}, {@code on=tag.added&tag=VIP},
 * {@code on=stage.changed&from=New&to=Proposal}, {@code on=field.changed&field=plan&to=Gold},
 * {@code on=score.reached&threshold=sql}.
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
    EventTypes.FIELD_CHANGED,
    EventTypes.SCORE_REACHED
})
public final class CrmEventTrigger implements Trigger {
    private static final String TAG = "tag";
    private static final String FIELD = "field";
    private static final String FROM = "from";
    private static final String TO = "to";
    private static final String THRESHOLD = "threshold";
    private static final Set<String> TAG_EVENTS = Set.of(EventTypes.TAG_ADDED, EventTypes.TAG_REMOVED);
    /** The options that go with some types only, and the types. */
    private static final Map<String, Set<String>> ONLY_WITH = Map.of(
            FIELD, Set.of(EventTypes.FIELD_CHANGED),
            FROM, Set.of(EventTypes.STAGE_CHANGED, EventTypes.OWNER_CHANGED, EventTypes.FIELD_CHANGED),
            TO, Set.of(EventTypes.STAGE_CHANGED, EventTypes.OWNER_CHANGED, EventTypes.FIELD_CHANGED),
            THRESHOLD, Set.of(EventTypes.SCORE_REACHED));
    /** What the event puts before the name of a custom field. */
    private static final String CUSTOM = "fields.";

    @Override
    public Set<String> options() {
        Set<String> names = ContactFilter.names();
        names.addAll(ONLY_WITH.keySet());
        return names;
    }

    @Override
    public List<TriggerDescriptor> describe() {
        return CrmForms.ALL;
    }

    @Override
    public Condition condition(String on, Map<String, String> options) {
        Map<String, String> ofContact = new LinkedHashMap<>(options);
        List<Condition> all = new ArrayList<>();
        options.forEach((name, written) -> {
            Set<String> types = ONLY_WITH.get(name);
            if (types != null && !types.contains(on)) {
                throw new IllegalArgumentException("Option '" + name + "' goes with on="
                        + String.join(" or on=", types.stream().sorted().toList()) + " and not with on=" + on
                        + ": leave it out, or change 'on'.");
            }
        });
        if (TAG_EVENTS.contains(on) && options.containsKey(TAG)) {
            // A tag that came or went is in the event; for everything else the contact is asked which tags it has.
            ofContact.remove(TAG);
            WordList tags = WordList.of(TAG, options.getOrDefault(TAG, ""));
            all.add((event, contact) -> tags.has(text(event, TAG)));
        }
        String field = options.get(FIELD);
        if (field != null) {
            WordList fields = WordList.of(FIELD, field);
            all.add((event, contact) -> changed(fields, text(event, FIELD)));
        }
        for (String name : List.of(FROM, TO, THRESHOLD)) {
            String written = options.get(name);
            if (written != null) {
                ValueTest test = ValueTest.of(name, written);
                all.add((event, contact) -> test.has(event.data().get(name)));
            }
        }
        ContactFilter filter = ContactFilter.of(ofContact);
        return new AllOf(List.copyOf(all), filter, key(on, options.get(TAG)));
    }

    /** Leads are mostly told apart by a tag, so events find their sequences by it. */
    private static @Nullable EventKey key(String on, @Nullable String tags) {
        if (tags == null) {
            return null;
        }
        Set<String> words = WordList.of(TAG, tags).words();
        return TAG_EVENTS.contains(on) ? new EventKey(TAG, words) : EventKey.ofTags(words);
    }

    private record AllOf(
            List<Condition> conditions,
            ContactFilter filter,
            @Nullable EventKey key) implements Condition {
        @Override
        public boolean matches(Event event, Contact contact) {
            for (Condition condition : conditions) {
                if (!condition.matches(event, contact)) {
                    return false;
                }
            }
            return filter.matches(contact);
        }
    }

    private static boolean changed(WordList fields, @Nullable String changed) {
        return fields.has(changed)
                || (changed != null && changed.startsWith(CUSTOM) && fields.has(changed.substring(CUSTOM.length())));
    }

    private static @Nullable String text(Event event, String name) {
        return event.data().get(name) instanceof String text ? text : null;
    }
}
