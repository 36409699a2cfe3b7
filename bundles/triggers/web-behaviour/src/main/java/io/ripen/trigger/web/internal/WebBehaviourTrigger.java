package io.ripen.trigger.web.internal;

import io.ripen.event.Engagement;
import io.ripen.event.Event;
import io.ripen.event.EventTypes;
import io.ripen.trigger.ContactFilter;
import io.ripen.trigger.EventKey;
import io.ripen.trigger.KeyedCondition;
import io.ripen.trigger.Trigger;
import io.ripen.trigger.TriggerDescriptor;
import io.ripen.trigger.TriggerType;
import io.ripen.trigger.ValueTest;
import io.ripen.trigger.WordList;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;

/**
 * Enrolls by what a lead does on our pages and with our mails: {@code on=page.viewed&page=/pricing&count=3&within=5 days},
 * {@code on=form.submitted&form=contact&answer.team=20-100}, {@code on=link.clicked&link=pricing},
 * {@code on=message.opened&step=day-3-case-study}.
 *
 * <p>What a machine did never matches, and an open only when a person was seen to do it.
 */
@Component
@TriggerType({EventTypes.PAGE_VIEWED, EventTypes.FORM_SUBMITTED, EventTypes.LINK_CLICKED, EventTypes.MESSAGE_OPENED})
public final class WebBehaviourTrigger implements Trigger {
    private static final String PAGE = "page";
    private static final String ANSWER = "answer.";
    private static final List<String> KEYS = List.of("link", "form", "step", "sequence");
    private static final Set<String> OF_MESSAGE = Set.of(EventTypes.LINK_CLICKED, EventTypes.MESSAGE_OPENED);
    /** The options that go with some types only, and the types. */
    private static final Map<String, Set<String>> ONLY_WITH = Map.of(
            PAGE,
            Set.of(EventTypes.PAGE_VIEWED, EventTypes.FORM_SUBMITTED),
            "form",
            Set.of(EventTypes.FORM_SUBMITTED),
            "answer.*",
            Set.of(EventTypes.FORM_SUBMITTED),
            "link",
            Set.of(EventTypes.LINK_CLICKED),
            "step",
            OF_MESSAGE,
            "sequence",
            OF_MESSAGE);

    @Override
    public Set<String> options() {
        Set<String> names = ContactFilter.names();
        names.addAll(ONLY_WITH.keySet());
        names.add("count");
        names.add("within");
        return names;
    }

    @Override
    public List<TriggerDescriptor> describe() {
        return WebForms.ALL;
    }

    @Override
    public Condition condition(String on, Map<String, String> options) {
        List<Condition> all = new ArrayList<>();
        options.forEach((name, written) -> {
            Set<String> types = ONLY_WITH.get(name.startsWith(ANSWER) ? ANSWER + "*" : name);
            if (types != null) {
                if (!types.contains(on)) {
                    throw new IllegalArgumentException("Option '" + name + "' goes with on="
                            + String.join(" or on=", types.stream().sorted().toList()) + " and not with on=" + on
                            + ": leave it out, or change 'on'.");
                }
                all.add(ofEvent(name, written));
            }
        });
        ContactFilter filter = ContactFilter.of(options);
        List<Condition> conditions = List.copyOf(all);
        Condition one = Counted.of(
                (event, contact) -> {
                    if (!Engagement.isLeads(event)) {
                        return false;
                    }
                    for (Condition condition : conditions) {
                        if (!condition.matches(event, contact)) {
                            return false;
                        }
                    }
                    return filter.matches(contact);
                },
                options);
        return new KeyedCondition(one, key(options));
    }

    /** By the word of the event that tells most, or else by the contact's tags. */
    private static @Nullable EventKey key(Map<String, String> options) {
        for (String name : KEYS) {
            String written = options.get(name);
            if (written != null) {
                return new EventKey(name, WordList.of(name, written).words());
            }
        }
        return ContactFilter.key(options);
    }

    private static Condition ofEvent(String name, String written) {
        if (name.equals(PAGE)) {
            PagePaths pages = PagePaths.of(written);
            return (event, contact) -> pages.have(text(event, PAGE));
        }
        if (name.startsWith(ANSWER)) {
            String question = name.substring(ANSWER.length());
            if (question.isBlank()) {
                throw new IllegalArgumentException("Option '" + name
                        + "' names no field of the form: write answer.NAME=value, such as answer.budget=>1000.");
            }
            ValueTest test = ValueTest.of(name, written);
            return (event, contact) ->
                    event.data().get("fields") instanceof Map<?, ?> fields && test.has(fields.get(question));
        }
        WordList words = WordList.of(name, written);
        return (event, contact) -> words.has(text(event, name));
    }

    private static @Nullable String text(Event event, String name) {
        return event.data().get(name) instanceof String text ? text : null;
    }
}
