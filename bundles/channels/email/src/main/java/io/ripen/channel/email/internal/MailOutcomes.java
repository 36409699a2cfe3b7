package io.ripen.channel.email.internal;

import io.ripen.channel.Consequence;
import io.ripen.channel.Outcome;
import io.ripen.channel.email.internal.PhasedTransport.Phase;
import io.ripen.route.Plumbing;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the outcome of an attempt off what the plumbing route left. */
final class MailOutcomes {
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration BUSY = Duration.ofSeconds(10);
    /** When it is our set-up that is wrong, no lead is to blame, and somebody has to mend it first. */
    private static final Duration UNTIL_MENDED = Duration.ofMinutes(5);

    private static final int PERMANENT = 500;
    private static final int TEMPORARY = 400;

    private MailOutcomes() {}

    /** @param ourFault whether somebody has to mend our set-up */
    record Reading(Outcome outcome, boolean ourFault) {}

    /** @param messageId what the provider knows the mail by when the route names nothing else */
    static Reading of(Plumbing.Reply reply, String messageId) {
        Throwable failure = reply.failure();
        if (failure != null) {
            return failed(failure);
        }
        Object declared = reply.headers().get("RipenOutcome");
        if (declared != null) {
            return new Reading(declared(declared.toString(), reply.headers()), false);
        }
        Object providerId = reply.headers().get("RipenProviderId");
        return new Reading(
                new Outcome.Accepted(
                        providerId == null || providerId.toString().isEmpty() ? messageId : providerId.toString()),
                false);
    }

    private static Outcome declared(String outcome, Map<String, Object> headers) {
        String reason = text(headers, "RipenReason");
        return switch (outcome) {
            case "refused" -> new Outcome.Refused(text(headers, "RipenCode"), reason);
            case "unavailable" -> new Outcome.Unavailable(BUSY, reason);
            case "unknown" -> new Outcome.Unknown(reason);
            default ->
                new Outcome.Unknown("The plumbing route email-out set RipenOutcome to '" + outcome
                        + "', which is none of refused, unavailable and unknown.");
        };
    }

    private static Reading failed(Throwable failure) {
        SmtpFailure smtp = find(failure, SmtpFailure.class);
        if (smtp != null) {
            return smtp(smtp);
        }
        if (find(failure, ConnectException.class) != null || find(failure, UnknownHostException.class) != null) {
            return new Reading(
                    new Outcome.Unavailable(SOON, "No connection to the provider: " + message(failure)), false);
        }
        return new Reading(new Outcome.Unknown("The plumbing route email-out failed: " + message(failure)), false);
    }

    private static Reading smtp(SmtpFailure failure) {
        int reply = failure.reply();
        String said = message(failure);
        if (failure.isLogin()) {
            return new Reading(new Outcome.Unavailable(UNTIL_MENDED, said), true);
        }
        if (failure.phase() == Phase.FINAL_DOT && reply < TEMPORARY) {
            return new Reading(new Outcome.Unknown(said), false);
        }
        if (reply < PERMANENT) {
            // No answer before the final dot, or a temporary one at any time: nothing was accepted.
            return new Reading(
                    new Outcome.Unavailable(reply == 0 ? SOON : BUSY, said, reply == 0 ? "" : failure.code()), false);
        }
        if (failure.phase() == Phase.CONNECT || failure.phase() == Phase.SENDER) {
            // It refuses us, not the lead.
            return new Reading(new Outcome.Unavailable(UNTIL_MENDED, said, failure.code()), true);
        }
        if (SmtpCodes.TABLE.of(failure.code()).message() == Consequence.ForMessage.WAITS) {
            return new Reading(new Outcome.Unavailable(UNTIL_MENDED, said, failure.code()), true);
        }
        return new Reading(new Outcome.Refused(failure.code(), said), false);
    }

    private static String text(Map<String, Object> headers, String name) {
        Object value = headers.get(name);
        return value == null ? "" : value.toString();
    }

    private static String message(Throwable failure) {
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }

    private static <T extends Throwable> @Nullable T find(Throwable failure, Class<T> kind) {
        Throwable next = failure;
        // Bounded, since a chain of causes may be a ring.
        for (int depth = 0; next != null && depth < 20; depth++) {
            if (kind.isInstance(next)) {
                return kind.cast(next);
            }
            next = next.getCause();
        }
        return null;
    }
}
