package io.ripen.channel;

/**
 * A failure that knows what came of the message that was being sent. An exception of a Camel component that implements this
 * decides what a plumbing route's failure means, wherever it stands in the chain of causes:
 *
 * <pre>{@code
 * final class ChatFailure extends RuntimeException implements TellsOutcome {
 *     @Override
 *     public Outcome outcome() {
 *         return new Outcome.Refused("no-such-user", "The chat knows nobody of this name.");
 *     }
 * }
 * }</pre>
 */
public interface TellsOutcome {

    /** What came of the message; never {@link Outcome.Accepted}. */
    Outcome outcome();
}
