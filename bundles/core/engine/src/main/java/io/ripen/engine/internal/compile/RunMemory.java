package io.ripen.engine.internal.compile;

import io.ripen.core.store.TouchRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the engine itself keeps among a run's variables. An author's variable cannot have these names: they begin with
 * {@value #PREFIX}.
 */
public final class RunMemory {
    public static final String PREFIX = "ripen.";
    public static final String TIMEOUT = "timeout";

    private static final String CAME = PREFIX + "came.";
    private static final String OUTCOME = PREFIX + "outcome.";
    private static final String VISITS = PREFIX + "visits.";
    private static final String VARIANT = PREFIX + "variant.";
    private static final String PATH = PREFIX + "path";
    private static final String PACE = PREFIX + "pace";
    private static final String PASSES = PREFIX + "passes";
    private static final String SHIFT = PREFIX + "shift";
    private static final String ANSWERS = PREFIX + "answers";

    private RunMemory() {}

    /** The event type that ended the wait of this step, {@value #TIMEOUT}, or null. */
    public static @Nullable String came(Map<String, Object> variables, String step) {
        return text(variables.get(CAME + step));
    }

    /** What a later event said of the touch of this step, {@value #TIMEOUT}, or null. */
    public static @Nullable String outcome(Map<String, Object> variables, String step) {
        return text(variables.get(OUTCOME + step));
    }

    /**
     * After the wait of a step.
     *
     * @param came event type or {@value #TIMEOUT}
     * @param outcome of the touch at this step, or null when it is a plain wait
     */
    public static Map<String, Object> afterWait(
            Map<String, Object> variables, String step, String came, @Nullable String outcome) {
        Map<String, Object> after = new LinkedHashMap<>(variables);
        after.put(CAME + step, came);
        if (outcome != null) {
            after.put(OUTCOME + step, outcome);
        }
        return after;
    }

    /** When the lead wrote what this run answers: what began it, or what it waited for; null when it answers nothing. */
    public static @Nullable Instant answers(Map<String, Object> variables) {
        return variables.get(ANSWERS) instanceof Number millis ? Instant.ofEpochMilli(millis.longValue()) : null;
    }

    /** The run answers what the lead wrote then. */
    public static Map<String, Object> answering(Map<String, Object> variables, Instant written) {
        Map<String, Object> after = new LinkedHashMap<>(variables);
        after.put(ANSWERS, written.toEpochMilli());
        return after;
    }

    /** How often this touch was reached, this time included. */
    public static int visits(Map<String, Object> variables, String step) {
        return variables.get(VISITS + step) instanceof Number visits ? visits.intValue() : 0;
    }

    public static Map<String, Object> visited(Map<String, Object> variables, String step, int times) {
        Map<String, Object> after = new LinkedHashMap<>(variables);
        after.put(VISITS + step, times);
        return after;
    }

    public static @Nullable String path(Map<String, Object> variables) {
        return text(variables.get(PATH));
    }

    public static double pace(Map<String, Object> variables) {
        return variables.get(PACE) instanceof Number pace && pace.doubleValue() > 0 ? pace.doubleValue() : 1;
    }

    /** From when on a run counts its days: from its enrollment, moved by what it lost in outages and pauses. */
    public static Instant begun(Map<String, Object> variables, Instant enrolledAt) {
        return variables.get(SHIFT) instanceof Number seconds
                ? enrolledAt.plusSeconds(seconds.longValue())
                : enrolledAt;
    }

    /** The run's plan moved by so much. */
    public static Map<String, Object> shifted(Map<String, Object> variables, Duration late) {
        long before = variables.get(SHIFT) instanceof Number seconds ? seconds.longValue() : 0;
        Map<String, Object> after = new LinkedHashMap<>(variables);
        after.put(SHIFT, before + late.toSeconds());
        return after;
    }

    /**
     * How often a run has lately come to a step.
     *
     * @param last when it came to it before; null when that is more than an hour ago, or never was
     * @param times within an hour, this time included
     */
    public record Passes(@Nullable Instant last, int times) {}

    /** How often a run that comes to this step now has come to it. */
    public static Passes passes(Map<String, Object> variables, String step, Instant now) {
        long[] pass = pass(variables.get(PASSES) instanceof Map<?, ?> all ? all.get(step) : null);
        if (pass == null || isLongAgo(pass[0], now)) {
            return new Passes(null, 1);
        }
        return new Passes(Instant.ofEpochMilli(pass[0]), isLongAgo(pass[1], now) ? 1 : (int) pass[2] + 1);
    }

    /**
     * The run has come to this step; what it passed more than an hour ago is forgotten.
     *
     * @param goesOn when it goes on from there at the earliest
     */
    public static Map<String, Object> passed(Map<String, Object> variables, String step, Instant now, Instant goesOn) {
        Map<String, Object> passes = new LinkedHashMap<>();
        if (variables.get(PASSES) instanceof Map<?, ?> all) {
            all.forEach((name, value) -> {
                long[] pass = pass(value);
                if (pass != null && !isLongAgo(pass[0], now)) {
                    passes.put(String.valueOf(name), List.of(pass[0], pass[1], pass[2]));
                }
            });
        }
        long[] before = pass(passes.get(step));
        boolean anew = before == null || isLongAgo(before[1], now);
        passes.put(
                step,
                List.of(
                        goesOn.toEpochMilli(),
                        anew || before == null ? now.toEpochMilli() : before[1],
                        anew || before == null ? 1L : before[2] + 1));
        Map<String, Object> after = new LinkedHashMap<>(variables);
        after.put(PASSES, passes);
        return after;
    }

    private static boolean isLongAgo(long millis, Instant now) {
        return millis < now.toEpochMilli() - 3_600_000;
    }

    /** When it was the last time, when the hour began, and how often it was since then; null for anything else. */
    private static long @Nullable [] pass(@Nullable Object value) {
        if (!(value instanceof List<?> list) || list.size() != 3) {
            return null;
        }
        long[] pass = new long[3];
        for (int i = 0; i < 3; i++) {
            if (!(list.get(i) instanceof Number number)) {
                return null;
            }
            pass[i] = number.longValue();
        }
        return pass;
    }

    /** The messages up to the next wait are left out, for this reason. */
    public static Map<String, Object> leavingOut(Map<String, Object> variables, String reason) {
        Map<String, Object> after = new LinkedHashMap<>(variables);
        after.put(TouchRequest.LEFT_OUT, reason);
        return after;
    }

    /** The reverse, at the next wait. */
    public static Map<String, Object> sendingAgain(Map<String, Object> variables) {
        if (!isLeavingOut(variables)) {
            return variables;
        }
        Map<String, Object> after = new LinkedHashMap<>(variables);
        after.remove(TouchRequest.LEFT_OUT);
        return after;
    }

    public static boolean isLeavingOut(Map<String, Object> variables) {
        return variables.containsKey(TouchRequest.LEFT_OUT);
    }

    static Map<String, Object> variant(String split, String variant) {
        return Map.of(split, variant, VARIANT + split, variant);
    }

    /** The variants that splits gave this run, by split. */
    public static Map<String, String> variants(Map<String, Object> variables) {
        Map<String, String> variants = new TreeMap<>();
        variables.forEach((name, value) -> {
            if (name.startsWith(VARIANT)) {
                variants.put(name.substring(VARIANT.length()), value.toString());
            }
        });
        return variants;
    }

    static Map<String, Object> path(String name, double pace) {
        return Map.of(PATH, name, PACE, pace);
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}
