package io.ripen.trigger;

import java.util.List;

/**
 * An event type as a person may choose it in a form.
 *
 * @param type the value of {@code on=}
 * @param label a few words, such as {@code Page viewed}
 * @param sentence when it enrolls a lead
 * @param options what can be asked of the event and the contact, in the order in which a form shows them
 */
public record TriggerDescriptor(String type, String label, String sentence, List<TriggerOption> options) {
    public TriggerDescriptor {
        options = List.copyOf(options);
    }
}
