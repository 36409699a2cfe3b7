package io.ripen.engine.internal.run;

import io.ripen.engine.internal.compile.CompiledSequence;
import io.ripen.engine.internal.compile.DurablePoint;
import io.ripen.engine.internal.compile.LeadOnRoute;
import io.ripen.engine.internal.compile.MissingKindException;
import io.ripen.engine.internal.compile.Passage;
import io.ripen.sequence.StepId;
import java.util.Map;
import org.apache.camel.CamelExecutionException;
import org.jspecify.annotations.Nullable;

/** Where one segment took a lead. */
sealed interface Landing {

    record At(DurablePoint point, Map<String, Object> variables) implements Landing {}

    record End(Map<String, Object> variables) implements Landing {}

    /** It needs what is not installed; nothing of it was run. */
    record Missing(String need) implements Landing {}

    /** It threw. */
    record Failed(Throwable cause) implements Landing {}

    /** It did not end in time; nothing of it counts. */
    record Overdue(String reason) implements Landing {}

    /** It goes round and round. */
    record Endless(String reason) implements Landing {}

    /** Runs the segment after {@code step} on the calling thread; never throws. */
    static Landing of(CompiledSequence sequence, LeadOnRoute lead, @Nullable StepId step) {
        try {
            Passage passage = sequence.run(lead, step);
            return passage instanceof Passage.Reached reached
                    ? new At(reached.point(), reached.variables())
                    : new End(passage.variables());
        } catch (MissingKindException missing) {
            return new Missing(missing.need());
        } catch (Exception | LinkageError | StackOverflowError failed) {
            return new Failed(failed);
        }
    }

    /** A sentence about a failure, for the lead's timeline. */
    static String words(Throwable thrown) {
        Throwable cause = thrown;
        // Camel's own wrapper says nothing but that there was an exception.
        while (cause instanceof CamelExecutionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        String message = cause.getMessage();
        String text = message == null || message.isBlank() ? cause.getClass().getSimpleName() : message;
        return text.length() <= 1_000 ? text : text.substring(0, 1_000) + "…";
    }
}
