package io.ripen.channel.sms.twilio.internal;

import com.twilio.rest.api.v2010.account.Message;
import io.ripen.channel.Consequence;
import io.ripen.channel.Outcome;
import io.ripen.route.Plumbing;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the outcome of an attempt off what the plumbing route left. */
final class Outcomes {
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration BUSY = Duration.ofSeconds(2);
    /** When it is our set-up that is wrong, no lead is to blame, and somebody has to mend it first. */
    private static final Duration UNTIL_MENDED = Duration.ofMinutes(5);

    private static final int TOO_MANY_REQUESTS = 429;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int REQUEST_TIMEOUT = 408;
    private static final int SERVER_ERRORS = 500;

    private Outcomes() {}

    /**
     * @param ourFault whether somebody has to mend our set-up
     * @param tooQuick whether the sender must wait before it asks for anything more
     */
    record Reading(Outcome outcome, boolean ourFault, boolean tooQuick) {
        Reading(Outcome outcome, boolean ourFault) {
            this(outcome, ourFault, false);
        }
    }

    static Reading of(Plumbing.Reply reply) {
        Throwable failure = reply.failure();
        if (failure != null) {
            return failed(failure);
        }
        Object declared = reply.headers().get("RipenOutcome");
        if (declared != null) {
            return new Reading(declared(declared.toString(), reply.headers()), false);
        }
        Object providerId = reply.headers().get("RipenProviderId");
        if (providerId == null && reply.body() instanceof Message message) {
            providerId = message.getSid();
        }
        return providerId == null || providerId.toString().isEmpty()
                ? unknown(
                        "The plumbing route sms-out ended without a header RipenProviderId, so nobody knows whether the message was accepted.")
                : new Reading(new Outcome.Accepted(providerId.toString()), false);
    }

    private static Outcome declared(String outcome, Map<String, Object> headers) {
        String reason = text(headers, "RipenReason");
        return switch (outcome) {
            case "refused" -> new Outcome.Refused(text(headers, "RipenCode"), reason);
            case "unavailable" ->
                new Outcome.Unavailable(seconds(text(headers, "RipenRetryAfter")), reason, text(headers, "RipenCode"));
            case "unknown" -> new Outcome.Unknown(reason);
            default ->
                new Outcome.Unknown("The plumbing route sms-out set RipenOutcome to '" + outcome
                        + "', which is none of refused, unavailable and unknown.");
        };
    }

    private static Reading failed(Throwable failure) {
        TwilioFailure twilio = find(failure, TwilioFailure.class);
        if (twilio != null) {
            return of(twilio);
        }
        // Another provider's endpoint: these three can only come before anything was sent.
        if (find(failure, ConnectException.class) != null
                || find(failure, UnknownHostException.class) != null
                || find(failure, NoRouteToHostException.class) != null) {
            return unavailable(SOON, "No connection to the provider: " + message(failure));
        }
        return unknown("The plumbing route sms-out failed: " + message(failure));
    }

    /** What became of the message whose request failed so. */
    static Reading of(TwilioFailure failure) {
        return switch (failure.reached()) {
            case NOTHING_SENT -> unavailable(SOON, message(failure));
            case PERHAPS_SENT -> unknown(message(failure));
            case ANSWERED -> answered(failure);
        };
    }

    private static Reading answered(TwilioFailure answer) {
        int status = answer.status();
        String said = "Twilio answered " + status + (answer.errorCode() == 0 ? "" : ", code " + answer.errorCode())
                + ": " + message(answer);
        Consequence consequence = TwilioCodes.of(answer.errorCode());
        boolean tooQuick = status == TOO_MANY_REQUESTS || consequence.sender() == Consequence.ForSender.BACKS_OFF;
        String code = answer.errorCode() == 0 ? "" : Integer.toString(answer.errorCode());
        if (tooQuick && status < SERVER_ERRORS) {
            Duration asked = answer.retryAfter();
            return new Reading(new Outcome.Unavailable(asked == null ? BUSY : asked, said, code), false, true);
        }
        if (status >= SERVER_ERRORS || status < 400 || status == REQUEST_TIMEOUT) {
            return unknown(said);
        }
        boolean ours = status == UNAUTHORIZED
                || status == FORBIDDEN && answer.errorCode() == 0
                || consequence.message() == Consequence.ForMessage.WAITS;
        // An answer without a code is a proxy's or another server's: nothing was accepted, and no lead is to blame.
        if (ours || answer.errorCode() == 0) {
            return new Reading(new Outcome.Unavailable(UNTIL_MENDED, said, code), true);
        }
        return new Reading(new Outcome.Refused(code, message(answer)), false);
    }

    private static Reading unavailable(Duration pause, String reason) {
        return new Reading(new Outcome.Unavailable(pause, reason), false);
    }

    private static Reading unknown(String reason) {
        return new Reading(new Outcome.Unknown(reason), false);
    }

    private static Duration seconds(String text) {
        try {
            return Duration.ofSeconds(Math.max(0, Long.parseLong(text)));
        } catch (NumberFormatException e) {
            return BUSY;
        }
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
