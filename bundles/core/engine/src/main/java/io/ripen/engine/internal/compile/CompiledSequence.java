package io.ripen.engine.internal.compile;

import io.ripen.policy.Send;
import io.ripen.sequence.SequenceDescription;
import io.ripen.sequence.SequenceId;
import io.ripen.sequence.StepId;
import io.ripen.time.CalendarSpan;
import io.ripen.trigger.Trigger;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One revision of a sequence, cut into segments and ready to run. Thread-safe. */
public interface CompiledSequence {
    SequenceId id();

    /** Content hash over the XML and the templates. */
    String revision();

    /** As far as the file tells: number, time, teams and problems are the deployment's to add. */
    SequenceDescription description();

    /** The event type that enrolls; the empty string when leads come in by hand only. */
    String on();

    /** Options of the {@code from} that belong to the trigger, decoded. */
    Map<String, String> triggerOptions();

    /** Prepared by the trigger that is installed now; never matches while there is none. */
    Trigger.Condition condition();

    /** Event types that stop a run. */
    Set<String> exitOn();

    /** {@code once}, {@code after-finish} (the default) or {@code after N days}. */
    String reentry();

    /** What a run is keyed by, as written in {@code key=}; the empty string when there is no such option. */
    String key();

    /** Group in which a lead may be in one sequence only; the empty string when there is no such option. */
    String group();

    /** Event types that end a run as a success. */
    default Set<String> goal() {
        return Set.of();
    }

    /** Of two sequences that want the same lead's next place the higher one has it; 0 to 9. */
    default int priority() {
        return Send.USUAL_PRIORITY;
    }

    /** How long after its beginning the first step is done. */
    default CalendarSpan after() {
        return CalendarSpan.ZERO;
    }

    /** Whether a run may come to a step a second time. */
    default boolean jumps() {
        return false;
    }

    /** The durable step with this id, or null when there is none. */
    @Nullable DurablePoint point(StepId id);

    /**
     * Whether the segment after this step leaves our own data, so that it must not be run inside of a transaction.
     *
     * @param after null for the segment from the start
     */
    boolean callsForeignEndpoint(@Nullable StepId after);

    /** All that it needs: {@code channel:sms}, {@code step:contact}, {@code component:https}. */
    Set<String> needs();

    /**
     * Runs one segment on the calling thread.
     *
     * @param after the durable step that is behind the lead; null from the start
     * @throws MissingKindException when something is not installed; nothing of the segment was run
     * @throws UnknownStepException when this revision has no such durable step
     * @throws VariableNotJsonException when a variable holds what cannot be kept
     * @throws Exception what a step of the segment threw
     */
    Passage run(LeadOnRoute lead, @Nullable StepId after) throws Exception;

    /** Text of a template file of this revision. */
    Optional<String> template(String fileName);
}
