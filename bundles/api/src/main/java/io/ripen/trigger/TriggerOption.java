package io.ripen.trigger;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One option of a trigger, with what a form needs to ask for it.
 *
 * @param name as it is written in {@code from uri="sequence:…?NAME=…"}; {@code data.*} stands for any name after the dot
 * @param label what a form calls it
 * @param kind what sort of value it takes
 * @param required whether a sequence must say it
 * @param defaultValue what counts when it is left out; null when leaving it out means that anything will do
 * @param example a value as an author would write it, or null
 * @param choices the possible values of a {@link Kind#CHOICE}, else empty
 */
public record TriggerOption(
        String name,
        String label,
        Kind kind,
        boolean required,
        @Nullable String defaultValue,
        @Nullable String example,
        List<String> choices) {

    /** What sort of value an option takes. */
    public enum Kind {
        TEXT,
        /** A number, or a range such as {@code 20-100}, {@code 500+} or {@code >100}. */
        NUMBER,
        /** Such as {@code 5 days}. */
        DURATION,
        /** One of {@link TriggerOption#choices}. */
        CHOICE,
        /** One tag or several, separated by commas. */
        TAG,
        /** Name of a custom field of the contact. */
        FIELD
    }

    public TriggerOption {
        choices = List.copyOf(choices);
    }

    /** An option that may be left out. */
    public static TriggerOption of(String name, String label, Kind kind, String example) {
        return new TriggerOption(name, label, kind, false, null, example, List.of());
    }

    /** An option that takes one of these values. */
    public static TriggerOption choice(String name, String label, String defaultValue, String... choices) {
        return new TriggerOption(name, label, Kind.CHOICE, false, defaultValue, choices[0], List.of(choices));
    }

    /** The same option, but a sequence must say it. */
    public TriggerOption mandatory() {
        return new TriggerOption(name, label, kind, true, defaultValue, example, choices);
    }

    /** The same option with what counts when it is left out. */
    public TriggerOption orElse(String value) {
        return new TriggerOption(name, label, kind, required, value, example, choices);
    }
}
