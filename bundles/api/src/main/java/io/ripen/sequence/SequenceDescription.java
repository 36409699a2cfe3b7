package io.ripen.sequence;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
        Set<String> teams) {

    /**
     * A step as reports and plans show it.
     *
     * @param kind scheme or EIP name: {@code sms}, {@code wait}, {@code choice}
     * @param uri as written, or the empty string for an EIP
     * @param durable whether the lead's position can stand here
     */
    public record StepDescription(StepId id, String kind, String uri, boolean durable, int line) {}
}
