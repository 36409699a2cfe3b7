package io.ripen.channel;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A way to reach a lead. One annotated class is a whole channel; gate, caps, history and reports come with it:
 *
 * <pre>{@code
 * @Component
 * @ChannelType("whatsapp")
 * public final class WhatsAppChannel implements Channel {
 *     @Override
 *     public Outcome send(OutboundMessage message) { … }
 * }
 * }</pre>
 *
 * <p>Thread rule: called by several sender threads at once; a call may block for the time of one request, and should
 * give up after {@link #DEADLINE_SECONDS}. An exception counts as {@link Outcome.Unknown}.
 */
@ConsumerType
public interface Channel {
    int DEADLINE_SECONDS = 30;

    /** Sends once. Must not retry by itself a request that may have gone out. */
    Outcome send(OutboundMessage message);

    /** Which address of the contact it writes to. */
    default AddressKind addressKind() {
        return AddressKind.NONE;
    }

    /**
     * Whether it reaches a number behind an extension, as a person does who calls. A text to such a number goes to the
     * switchboard, so the contact counts as one without a number.
     */
    default boolean reachesExtensions() {
        return false;
    }

    default TemplateFormat templateFormat() {
        return TemplateFormat.TEXT;
    }

    /** Options that its step may have besides the engine's own, such as {@code from}; they arrive in {@link OutboundMessage#headers}. */
    default Set<String> options() {
        return Set.of();
    }

    /**
     * Those of its {@link #options} whose value is the id of another step by this channel, such as {@code other-hour-than}.
     * The check of a sequence tells a misspelt one.
     */
    default Set<String> optionsThatNameSteps() {
        return Set.of();
    }

    /** What a touch still waits for after it was accepted, or null when it is done then. */
    default @Nullable LaterOutcome laterOutcome() {
        return null;
    }

    /** How many messages may be on their way at once. */
    default int concurrency() {
        return 8;
    }

    /**
     * How many units one sender takes a second, a unit being an SMS segment or else a message; 0 for no limit. A team may
     * set another pace for its own senders. More is held back, not queued up at the provider.
     */
    default double pace() {
        return 0;
    }

    /**
     * What a code of its provider means for number, sender and sequence. Asked about the codes of its own
     * {@link Outcome.Refused} and {@link Outcome.Unavailable}, of reports, and for mail of what came back. A
     * {@link ConsequenceTable} is the easiest way to answer.
     */
    default Consequence consequence(String code) {
        return Consequence.none(code);
    }

    /**
     * Asks the provider what became of an attempt.
     *
     * @param message the message as it was sent
     * @param sentAt machine time of the attempt
     * @param knownProviderIds ids that the provider gave to other messages to this address: not this one
     */
    default Reconciliation reconcile(OutboundMessage message, Instant sentAt, List<String> knownProviderIds) {
        return new Reconciliation.Impossible("This channel cannot ask its provider.");
    }
}
