package io.ripen.channel.sms.twilio.internal;

import com.twilio.exception.ApiException;
import io.ripen.channel.Outcome;
import io.ripen.channel.TellsOutcome;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A request to Twilio that did not do what it should, with all that decides what may be done next. */
public class TwilioFailure extends ApiException implements TellsOutcome {
    private static final long serialVersionUID = 1;

    /** How far a request got. */
    public enum Reached {
        /** Not one byte of the request left. */
        NOTHING_SENT,
        /** It began to leave; whether it arrived is not known. */
        PERHAPS_SENT,
        /** Twilio answered. */
        ANSWERED
    }

    private final Reached reached;
    private final int status;
    private final int errorCode;
    private final transient @Nullable Duration retryAfter;

    private TwilioFailure(
            Reached reached,
            int status,
            int errorCode,
            String message,
            @Nullable Duration retryAfter,
            @Nullable Throwable cause) {
        super(message, cause);
        this.reached = reached;
        this.status = status;
        this.errorCode = errorCode;
        this.retryAfter = retryAfter;
    }

    static TwilioFailure unanswered(boolean begun, String message, Throwable cause) {
        return new TwilioFailure(begun ? Reached.PERHAPS_SENT : Reached.NOTHING_SENT, 0, 0, message, null, cause);
    }

    /** @param errorCode Twilio's code, or 0 when the answer has none and so is perhaps not Twilio's */
    static TwilioFailure answered(int status, int errorCode, String message, @Nullable Duration retryAfter) {
        return new TwilioFailure(Reached.ANSWERED, status, errorCode, message, retryAfter, null);
    }

    @Override
    public Outcome outcome() {
        return Outcomes.of(this).outcome();
    }

    Reached reached() {
        return reached;
    }

    int status() {
        return status;
    }

    int errorCode() {
        return errorCode;
    }

    @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
