package io.ripen.demo.internal;

import io.ripen.crm.ContactImport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What came of the demo, judged, and in words. */
final class Result {
    private static final int MISTAKES_SHOWN = 10;

    /** A line of the table. */
    private record Line(LeadKind kind, int leads, int most, int received, int wrong, int crossed) {}

    private final List<Line> lines = new ArrayList<>();
    private final List<String> mistakes = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();

    private Result() {}

    static Result of(
            List<Story> stories,
            Promises promises,
            ContactImport.Result imported,
            Holds holds,
            int messages,
            Pace pace,
            Duration took) {
        Result result = new Result();
        Judge.Lateness late = Judge.Lateness.NONE;
        for (Story story : stories) {
            Promise promise = promises.to(story, true);
            late = promise == null ? late : late.or(Judge.lateness(story, promise, pace.skips()));
        }
        double speed = pace.speed();
        result.judge(stories, promises, new Judge(late, speed));
        String tooLate = Judge.tooLate(late, speed);
        if (tooLate != null) {
            result.mistakes.add(tooLate);
        }
        if (imported.refused() != DemoLead.broken()) {
            result.mistakes.add("The import refused " + imported.refused() + " rows; " + DemoLead.broken()
                    + " are broken: " + imported.refusals());
        }
        result.write(stories.size(), imported, holds, messages, speed, took, late);
        return result;
    }

    /** Whether every lead got exactly what its sequence promises. */
    boolean isRight() {
        return mistakes.isEmpty();
    }

    /** What is wrong, a sentence each. */
    List<String> mistakes() {
        return List.copyOf(mistakes);
    }

    @Override
    public String toString() {
        return text.toString();
    }

    private void judge(List<Story> stories, Promises promises, Judge judge) {
        Map<LeadKind, List<Story>> byKind = new EnumMap<>(LeadKind.class);
        stories.forEach(story -> byKind.computeIfAbsent(story.lead().kind(), kind -> new ArrayList<>())
                .add(story));
        byKind.forEach((kind, all) -> {
            int most = 0;
            int received = 0;
            int wrong = 0;
            int crossed = 0;
            for (Story story : all) {
                Promise own = promises.to(story, true);
                Promise unclicked = promises.to(story, false);
                if (own != null && unclicked != null && Judge.clickedTooLate(story, own, unclicked)) {
                    own = unclicked;
                }
                Judge.Verdict verdict = judge.judge(story, own);
                received += story.received().size();
                most = Math.max(most, story.received().size());
                crossed += verdict.crossed() ? 1 : 0;
                if (verdict.wrong() != null) {
                    wrong++;
                    mistakes.add(story.lead().externalId() + ": " + verdict.wrong());
                }
            }
            lines.add(new Line(kind, all.size(), most, received, wrong, crossed));
        });
    }

    private void write(
            int leads,
            ContactImport.Result imported,
            Holds holds,
            int messages,
            double speed,
            Duration took,
            Judge.Lateness late) {
        line("");
        String sequence = "";
        for (Line each : lines) {
            String title = each.kind().sequence() == null
                    ? "in no sequence"
                    : each.kind().sequence();
            if (!title.equals(sequence)) {
                sequence = title;
                line("");
                line("%-44s %6s %9s %9s   %s", sequence, "leads", "messages", "each", "verdict");
            }
            String verdict = each.wrong() > 0 ? each.wrong() + " WRONG" : "as promised";
            if (each.crossed() > 0) {
                verdict += " (" + each.crossed() + " already on the way when the lead stopped)";
            }
            boolean same = each.received() == each.most() * each.leads();
            line(
                    "  %-42s %6d %9d %9s   %s",
                    each.kind().words(),
                    each.leads(),
                    each.received(),
                    same ? Integer.toString(each.most()) : "up to " + each.most(),
                    verdict);
        }
        line("");
        line(
                "Import: %d created, %d updated because they came twice, %d refused.",
                imported.created(), imported.updated(), imported.refused());
        imported.refusals().forEach(refusal -> line("  line %d: %s", refusal.line(), refusal.reason()));
        line("Held for a while, by policy: %s.", holds);
        line(
                "%d leads and %d messages of three months in %d s: %,.0f times as fast as real time, without the time in"
                        + " which nothing is due. The latest touch was planned %d ms late, and the latest message was held"
                        + " %d ms longer than its policy asks; %,d ms are allowed for each.",
                leads,
                messages,
                took.toSeconds(),
                speed,
                machineMillis(late.planned(), speed),
                machineMillis(late.kept(), speed),
                Judge.LATEST.toMillis());
        line("");
        if (isRight()) {
            line("Every lead got exactly what its sequence promises.");
        } else {
            line(mistakes.size() == 1 ? "1 thing is WRONG:" : mistakes.size() + " things are WRONG:");
            mistakes.stream().limit(MISTAKES_SHOWN).forEach(mistake -> line("  %s", mistake));
            if (mistakes.size() > MISTAKES_SHOWN) {
                line("  … and %d more.", mistakes.size() - MISTAKES_SHOWN);
            }
        }
    }

    private static long machineMillis(Duration duration, double speed) {
        return Math.round(duration.toMillis() / speed);
    }

    private void line(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
