package io.ripen.core.store;

import io.ripen.crm.Contact;
import io.ripen.sequence.SequenceId;
import io.ripen.sequence.StepId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A touch that a lead has reached and that asks to go out.
 *
 * @param enrollment the run's id
 * @param contact the lead, locked by the transaction
 * @param occurrence how often this step was reached in this run, from 1
 * @param channel channel type, such as {@code sms}
 * @param template the template's name as the step gives it, such as {@code day-1-intro}
 * @param options the step's options, decoded
 * @param variables the run's variables, which a template may name
 * @param revision content hash of the revision that the lead runs; prepared templates are kept by it
 * @param files the revision's template files by file name
 * @param priority of the sequence, 0 to 9
 * @param dueAt business time since when it is due: how late it is counts from there
 * @param skipAfter how late it may be and still go; null for as late as it likes
 * @param resumed true when the lead stood at this step before, so that there is probably a message already
 * @param answers when the lead wrote what the run answers; null when it answers nothing
 */
public record TouchRequest(
        long enrollment,
        Contact contact,
        SequenceId sequence,
        StepId step,
        int occurrence,
        String channel,
        String template,
        Map<String, String> options,
        Map<String, Object> variables,
        String revision,
        Function<String, Optional<String>> files,
        int priority,
        Instant dueAt,
        @Nullable Duration skipAfter,
        boolean resumed,
        @Nullable Instant answers) {

    /**
     * Name of the variable that is set while messages are left out; it says why, in a sentence. No author's variable
     * has such a name.
     */
    public static final String LEFT_OUT = "ripen.leftOut";

    /** Why it must not be sent although it was reached, or null. */
    public @Nullable String leftOut() {
        return variables.get(LEFT_OUT) instanceof String why ? why : null;
    }
}
