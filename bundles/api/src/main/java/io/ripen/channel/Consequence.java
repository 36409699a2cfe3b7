package io.ripen.channel;

/**
 * What a code of a provider means for everything besides the attempt that it came with. A channel says it
 * ({@link Channel#consequence}); the gate carries it out, in the transaction that records the outcome.
 *
 * @param code the code that was asked about, such as {@code 21610} or {@code 5.1.1}
 * @param meaning the code in the words of a person: what happened, and what to do about it
 */
public record Consequence(
        String code, ForMessage message, ForAddress address, ForSender sender, ForSequence sequence, String meaning) {

    /** What becomes of the message when the provider answers with the code at once. */
    public enum ForMessage {
        /** Refused for good: never sent again; the step's {@code onFail} decides how the lead goes on. */
        REFUSED,
        /** Certain that nothing was accepted: it waits and is tried again. */
        WAITS,
        /**
         * A code that comes in a report about a message that had been accepted. It is never repeated: the lead has moved on,
         * and some of those that are reported so arrive all the same.
         */
        UNDELIVERED
    }

    /** What becomes of the number or address. */
    public enum ForAddress {
        KEPT,
        /**
         * It was not reached for a reason that may pass, such as a full mailbox: counted when the message is over, and
         * suppressed when there are several within some weeks.
         */
        SOFT,
        /** It cannot be reached, ever: suppressed. */
        INVALID,
        /** Its owner told the provider to stop: suppressed. */
        OPTED_OUT
    }

    /** What becomes of the sender: the team on this channel. */
    public enum ForSender {
        KEPT,
        /** Everything of the sender waits a while, longer each time; the channel does it and asks nothing meanwhile. */
        BACKS_OFF,
        /** Stopped until a person lifts the block, since no message of it would be taken. */
        STOPPED
    }

    /** What becomes of the sequence, for the team. */
    public enum ForSequence {
        GOES_ON,
        /** Paused until a person lifts the block, who gets a task. */
        PAUSED
    }

    /** For a channel that says nothing of the code. */
    public static Consequence none(String code) {
        return new Consequence(code, ForMessage.REFUSED, ForAddress.KEPT, ForSender.KEPT, ForSequence.GOES_ON, "");
    }

    /** Whether it changes more than the message. */
    public boolean reachesFurther() {
        return address != ForAddress.KEPT || sender == ForSender.STOPPED || sequence == ForSequence.PAUSED;
    }
}
