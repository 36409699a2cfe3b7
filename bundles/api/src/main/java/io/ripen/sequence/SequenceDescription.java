package io.ripen.sequence;

import io.ripen.access.Actor;
import io.ripen.message.Hint;
import io.ripen.team.TeamId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A deployed sequence.
 *
 * @param revision content hash of what runs; null when no revision was ever accepted
 * @param number how many revisions there have been
 * @param steps every step with an id, in the order of the file
 * @param trigger options of the {@code from}, such as {@code on=contact.created}
 * @param exitOn event types that stop a run
 * @param missing channels or step kinds that it needs and that are not installed now; leads that reach them park
 * @param problems what is wrong with the newest file; while there are any, the revision before it runs on
 * @param teams the teams that it is enabled for
 * @param hints what could be better about the revision that runs, in the order of its route; never a reason to refuse it.
 *     Empty while nothing is installed that reads them
 */
public record SequenceDescription(
        SequenceId id,
        String description,
        @Nullable String revision,
        int number,
        @Nullable Instant deployedAt,
        List<StepDescription> steps,
        Map<String, String> trigger,
        Set<String> exitOn,
        Set<String> missing,
        List<Problem> problems,
        Set<String> teams,
        List<Hint> hints) {

    /** Without hints. */
    public SequenceDescription(
            SequenceId id,
            String description,
            @Nullable String revision,
            int number,
            @Nullable Instant deployedAt,
            List<StepDescription> steps,
            Map<String, String> trigger,
            Set<String> exitOn,
            Set<String> missing,
            List<Problem> problems,
            Set<String> teams) {
        this(
                id,
                description,
                revision,
                number,
                deployedAt,
                steps,
                trigger,
                exitOn,
                missing,
                problems,
                teams,
                List.of());
    }

    /** The same with only the teams that somebody may read. */
    public SequenceDescription seenBy(Actor by) {
        Set<String> seen =
                teams.stream().filter(team -> by.sees(new TeamId(team))).collect(Collectors.toUnmodifiableSet());
        return new SequenceDescription(
                id, description, revision, number, deployedAt, steps, trigger, exitOn, missing, problems, seen, hints);
    }

    /** The same with these hints. */
    public SequenceDescription withHints(List<Hint> found) {
        return new SequenceDescription(
                id,
                description,
                revision,
                number,
                deployedAt,
                steps,
                trigger,
                exitOn,
                missing,
                problems,
                teams,
                List.copyOf(found));
    }

    /**
     * A step as reports and plans show it.
     *
     * @param kind scheme or EIP name: {@code sms}, {@code wait}, {@code choice}
     * @param uri as written, or the empty string for an EIP
     * @param durable whether the lead's position can stand here
     * @param touch what a touch is for; null for a step that reaches nobody
     */
    public record StepDescription(
            StepId id,
            String kind,
            String uri,
            boolean durable,
            int line,
            @Nullable TouchLabels touch) {}

    /**
     * What a touch is for, as its author wrote it on the step, so that reports can be grouped by it.
     *
     * @param number which touch of the sequence it is, from 1: one more than the touch before it in the file, or
     *     {@code number=}. Touches of two branches may have the same number
     * @param stage {@code awareness}, {@code consideration}, {@code decision} or {@code retention}; the empty string when
     *     nothing is written
     * @param goal what it is to bring about, such as {@code book a call}; empty when nothing is written
     * @param content what kind of text it is, such as {@code case study}; empty when nothing is written
     */
    public record TouchLabels(int number, String stage, String goal, String content) {}
}
