package io.ripen.conversation.internal;

import io.ripen.event.Event;
import io.ripen.event.EventSource;
import io.ripen.event.EventTypes;

/**
 * What a provider of mail says of an address. Anybody can send us a mail that looks like a bounce, so of what was read from a
 * mail only the verified counts, and the mailbox suppresses by itself. A program that is logged in, or a hook with its secret, is believed.
 */
final class ProviderWord {
    private ProviderWord() {}

    /** A hard bounce, told by a program: no such mailbox, and none will be there tomorrow. */
    static boolean cannotBeReached(Event event) {
        return event.type().equals(EventTypes.EMAIL_BOUNCED)
                && isTold(event)
                && (Boolean.TRUE.equals(event.data().get("hard"))
                        || "true".equals(event.data().get("hard")));
    }

    /** The recipient called a mail of ours spam. */
    static boolean complains(Event event) {
        boolean unwanted = !"not-spam".equals(event.data().get("complaint"));
        return unwanted && (Boolean.TRUE.equals(event.data().get("verified")) || isTold(event));
    }

    /** A sentence for the timeline and for who looks the suppression up. */
    static String reason(Event event) {
        String status = OptingOut.text(event, "status");
        return "The provider says that the address cannot be reached" + (status == null ? "." : " (" + status + ").");
    }

    private static boolean isTold(Event event) {
        return event.source() != EventSource.PROVIDER && !event.data().containsKey("verified");
    }
}
