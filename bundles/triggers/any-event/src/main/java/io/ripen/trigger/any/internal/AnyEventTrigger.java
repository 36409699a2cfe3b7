package io.ripen.trigger.any.internal;

import io.ripen.trigger.ContactFilter;
import io.ripen.trigger.KeyedCondition;
import io.ripen.trigger.Trigger;
import io.ripen.trigger.TriggerDescriptor;
import io.ripen.trigger.TriggerOption;
import io.ripen.trigger.TriggerOption.Kind;
import io.ripen.trigger.TriggerType;
import io.ripen.trigger.ValueTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Component;

/**
 * Enrolls by every event type that no other trigger serves, also by those that only your own programs send:
 * {@code on=webinar.registered&data.webinar=Intro}, {@code on=cart.abandoned&data.amount=>100&tag=VIP}.
 */
@Component
@TriggerType("*")
public final class AnyEventTrigger implements Trigger {
    private static final String DATA = "data.";

    @Override
    public Set<String> options() {
        Set<String> names = ContactFilter.names();
        names.add(DATA + "*");
        KnownTypes.OFFERED.values().forEach(known -> known.data().keySet().forEach(name -> names.add(DATA + name)));
        return names;
    }

    @Override
    public List<TriggerDescriptor> describe() {
        List<TriggerDescriptor> forms = new ArrayList<>();
        KnownTypes.OFFERED.forEach((type, known) -> {
            List<TriggerOption> options = new ArrayList<>();
            known.data()
                    .forEach((name, example) -> options.add(TriggerOption.of(
                            DATA + name,
                            Character.toUpperCase(name.charAt(0)) + name.substring(1),
                            Kind.TEXT,
                            example)));
            options.add(TriggerOption.of(DATA + "*", "Any other value of the event", Kind.TEXT, "Spring,Autumn"));
            options.addAll(ContactFilter.OPTIONS);
            forms.add(new TriggerDescriptor(type, known.label(), known.sentence(), options));
        });
        return List.copyOf(forms);
    }

    @Override
    public Condition condition(String on, Map<String, String> options) {
        String bundle = KnownTypes.OF_OTHERS.get(on);
        if (bundle != null) {
            throw new IllegalArgumentException("on=" + on + " is served by the bundle " + bundle
                    + ", which is not installed now: install it; the file is then tried again.");
        }
        Optional<String> meant = KnownTypes.meantBy(on);
        if (meant.isPresent()) {
            throw new IllegalArgumentException(
                    "on=" + on + " is no event that Ripen knows. Did you mean on=" + meant.get()
                            + "? If it is an event of your own, give it a name that differs by more than one letter.");
        }
        ContactFilter filter = ContactFilter.of(options);
        List<Condition> conditions = new ArrayList<>();
        options.forEach((name, written) -> {
            if (name.startsWith(DATA)) {
                conditions.add(data(name, written));
            }
        });
        List<Condition> all = List.copyOf(conditions);
        return new KeyedCondition(
                (event, contact) -> {
                    for (Condition condition : all) {
                        if (!condition.matches(event, contact)) {
                            return false;
                        }
                    }
                    return filter.matches(contact);
                },
                ContactFilter.key(options));
    }

    private static Condition data(String option, String written) {
        String path = option.substring(DATA.length());
        if (path.isBlank()) {
            throw new IllegalArgumentException(
                    "Option '" + option + "' names no value: write data.NAME=value, such as data.campaign=Spring.");
        }
        ValueTest test = ValueTest.of(option, written);
        return (event, contact) -> test.has(EventData.at(event.data(), path));
    }
}
