package io.ripen.benchmarks.honesty;

import io.ripen.benchmarks.measure.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Compares what the provider took with what was promised and with what the product says of it. Everything that is not as
 * it must be is a fault, with a sentence.
 */
final class Verdict {
    private final int leads;
    private final int steps;
    private final Map<Touch, List<String>> taken = new HashMap<>();
    private final List<String> faults = new ArrayList<>();
    private final List<String> unknown = new ArrayList<>();
    private final Set<Touch> excused = new HashSet<>();
    private int once;
    private int doubled;
    private int missing;
    private int repeated;

    /**
     * @param taken for each message that the provider accepted its text and its id
     * @param recorded the product's message rows
     */
    Verdict(int leads, int steps, List<Taken> taken, List<Recorded> recorded) {
        this.leads = leads;
        this.steps = steps;
        for (Taken message : taken) {
            Touch touch = Touch.in(message.text());
            if (touch == null || touch.lead() >= leads || touch.step() > steps || touch.step() < 1) {
                faults.add("The provider took something that nobody promised: '" + message.text() + "'.");
            } else {
                this.taken.computeIfAbsent(touch, key -> new ArrayList<>(1)).add(message.id());
            }
        }
        recorded.forEach(this::compare);
        Set<Touch> rows = new HashSet<>();
        recorded.forEach(row -> rows.add(row.touch()));
        for (int lead = 0; lead < leads; lead++) {
            for (int step = 1; step <= steps; step++) {
                judge(new Touch(lead, step), rows);
            }
        }
    }

    /** A message as the provider has it. */
    record Taken(String id, String text) {}

    private void compare(Recorded row) {
        List<String> ids = taken.getOrDefault(row.touch(), List.of());
        if (row.attempts() > 1) {
            repeated++;
        }
        if (row.accepted()) {
            if (!ids.contains(row.providerId())) {
                faults.add(row.touch() + " is recorded as accepted under " + row.providerId()
                        + ", but the provider has " + ids + ".");
            }
        } else if (row.state().equals("UNKNOWN")) {
            unknown.add(row.touch() + ": " + row.reason() + (ids.isEmpty() ? "" : " (the provider has it)"));
            excused.add(row.touch());
            if (row.reason().isBlank()) {
                faults.add(row.touch() + " is unknown without a reason.");
            }
        } else {
            faults.add(row.touch() + " ended as " + row.state() + ": " + row.reason());
        }
    }

    private void judge(Touch touch, Set<Touch> rows) {
        int times = taken.getOrDefault(touch, List.of()).size();
        if (times == 1) {
            once++;
        } else if (times > 1) {
            doubled++;
            faults.add(touch + " was accepted " + times + " times: " + taken.get(touch) + ".");
        } else if (!excused.contains(touch)) {
            missing++;
            faults.add(touch + " never arrived" + (rows.contains(touch) ? "." : " and has no message row."));
        }
    }

    /** Whether nothing is wrong. */
    boolean honest() {
        return faults.isEmpty();
    }

    List<String> faults() {
        return faults;
    }

    List<String> unknown() {
        return unknown;
    }

    int repeated() {
        return repeated;
    }

    Table table(String run) {
        return new Table(
                        "run",
                        "leads",
                        "touches promised",
                        "accepted once",
                        "twice or more",
                        "missing",
                        "unknown, listed",
                        "sent again after proof")
                .row(run, leads, leads * steps, once, doubled, missing, unknown.size(), repeated);
    }
}
