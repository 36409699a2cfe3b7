package io.ripen.trigger;

import io.ripen.crm.Contact;
import io.ripen.event.Event;
import io.ripen.time.CalendarSpan;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A condition together with the key that its sequence is looked up by. Thread-safe. */
public record KeyedCondition(
        Trigger.Condition condition, @Nullable EventKey key) implements Trigger.Condition {
    @Override
    public boolean matches(Event event, Contact contact) {
        return condition.matches(event, contact);
    }

    @Override
    public int count() {
        return condition.count();
    }

    @Override
    public CalendarSpan lookBack() {
        return condition.lookBack();
    }

    @Override
    public Duration window() {
        return condition.window();
    }
}
