package io.ripen.delivery.internal.lint;

import io.ripen.delivery.internal.lint.ReadRoute.ReadStep;
import io.ripen.message.Hint;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Rules about the order and the number of touches. */
final class RouteRules {
    private static final int FEWEST = 5;
    private static final int MOST = 8;
    private static final int SHORTEST_DAYS = 14;
    private static final int LONGEST_DAYS = 30;
    private static final int IN_A_ROW = 3;

    private final ReadRoute route;
    private final String file;
    private final List<Hint> found;

    private RouteRules(ReadRoute route, String file, List<Hint> found) {
        this.route = route;
        this.file = file;
        this.found = found;
    }

    static void check(ReadRoute route, String file, List<Hint> found) {
        if (route.touches().isEmpty()) {
            return; // It steers and writes to nobody.
        }
        RouteRules rules = new RouteRules(route, file, found);
        rules.touchesInTime();
        rules.channelsAlternate();
        rules.secondCallAtAnotherHour();
        rules.endTag();
    }

    private void touchesInTime() {
        int touches = route.lastNumber();
        long days = Math.round(route.days());
        if (touches < 2) {
            return; // One message is no series of touches.
        }
        if (days > LONGEST_DAYS) {
            tooDense();
        } else if (touches > MOST || (touches < FEWEST && days >= SHORTEST_DAYS)) {
            add(
                    "touches-in-time",
                    0,
                    "",
                    "There are " + touches + " touches in " + days + " days.",
                    "Five to eight in 14 to 30 days bring the most answers: fewer are forgotten, more are a bother.");
        } else if (touches >= FEWEST && days < SHORTEST_DAYS) {
            add(
                    "touches-in-time",
                    0,
                    "",
                    "There are " + touches + " touches in only " + days + " days.",
                    "Five to eight in 14 to 30 days bring the most answers. Give the lead more time between them.");
        }
    }

    /** A long sequence may have many touches, but not at once. */
    private void tooDense() {
        TreeMap<Integer, Double> days = new TreeMap<>();
        route.touches().forEach(each -> days.merge(each.number(), each.day(), Math::min));
        for (double from : days.values()) {
            long within = days.values().stream()
                    .filter(day -> day >= from && day < from + LONGEST_DAYS)
                    .count();
            if (within > MOST) {
                add(
                        "touches-in-time",
                        0,
                        "",
                        "There are " + within + " touches in the " + LONGEST_DAYS + " days from day " + Math.round(from)
                                + " on.",
                        "More than eight in 30 days are a bother. Spread them.");
                return;
            }
        }
    }

    private void channelsAlternate() {
        TreeMap<Integer, Set<String>> channels = new TreeMap<>();
        TreeMap<Integer, ReadStep> first = new TreeMap<>();
        for (ReadStep each : route.touches()) {
            channels.computeIfAbsent(each.number(), unused -> new TreeSet<>())
                    .add(each.uri().scheme());
            first.putIfAbsent(each.number(), each);
        }
        String before = "";
        int row = 0;
        for (var each : channels.entrySet()) {
            String only =
                    each.getValue().size() == 1 ? each.getValue().iterator().next() : "";
            row = !only.isEmpty() && only.equals(before) ? row + 1 : 1;
            before = only;
            if (row == IN_A_ROW) {
                ReadStep step = first.get(each.getKey());
                add(
                        "channels-alternate",
                        step == null ? 0 : step.line(),
                        step == null ? "" : step.id(),
                        "Three touches in a row go by " + only + ".",
                        "Who does not read the one reads the other. Alternate text, mail and call.");
                return;
            }
        }
    }

    private void secondCallAtAnotherHour() {
        List<ReadStep> calls = new ArrayList<>(route.touches());
        calls.removeIf(each -> !each.uri().scheme().equals("call"));
        int firstNumber = calls.stream().mapToInt(ReadStep::number).min().orElse(0);
        int lastNumber = calls.stream().mapToInt(ReadStep::number).max().orElse(0);
        for (ReadStep each : calls) {
            if (each.number() == lastNumber
                    && lastNumber > firstNumber
                    && !each.uri().options().containsKey("other-hour-than")) {
                add(
                        "second-call-other-hour",
                        each.line(),
                        each.id(),
                        "The call may come at the same hour of the day as the one before.",
                        "Who could not answer at nine cannot on another day at nine either. Add other-hour-than="
                                + calls.get(0).id() + ".");
            }
        }
    }

    private void endTag() {
        if (route.lastNumber() < 2) {
            return; // One message is no series that could have been exhausted.
        }
        boolean tagged = false;
        for (ReadStep each : route.steps()) {
            if (each.isTouch()) {
                tagged = false;
            }
            tagged |= each.uri().scheme().equals("contact")
                            && each.uri().path().equals("tag")
                            && each.uri().options().containsKey("add")
                    || each.uri().scheme().equals("enrollment")
                            && each.uri().path().equals("move");
        }
        if (!tagged) {
            ReadStep last = route.touches().get(route.touches().size() - 1);
            add(
                    "end-tag",
                    last.line(),
                    last.id(),
                    "After the last touch the lead gets no tag.",
                    "Nobody finds those who never answered, to try again later. End with contact:tag?add=Unresponsive.");
        }
    }

    private void add(String rule, int line, String step, String message, String reason) {
        found.add(new Hint(rule, file, line, step, message, reason));
    }
}
