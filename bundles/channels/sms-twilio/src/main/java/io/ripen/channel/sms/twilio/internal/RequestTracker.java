package io.ripen.channel.sms.twilio.internal;

import java.io.IOException;
import java.util.function.BooleanSupplier;
import org.apache.http.HttpClientConnection;
import org.apache.http.HttpException;
import org.apache.http.HttpRequest;
import org.apache.http.HttpResponse;
import org.apache.http.protocol.HttpContext;
import org.apache.http.protocol.HttpRequestExecutor;

/**
 * Asks for the right to send right before a request's first byte leaves, and notes on its context that it may have left.
 * Before that a repetition is safe, after it is not.
 */
final class RequestTracker extends HttpRequestExecutor {
    private static final String BEGUN = "ripen.request.begun";
    private static final String PERMIT = "ripen.request.permit";

    /** To be asked before the request of this context leaves. */
    static void guard(HttpContext context, BooleanSupplier mayBegin) {
        context.setAttribute(PERMIT, mayBegin);
    }

    @Override
    protected HttpResponse doSendRequest(HttpRequest request, HttpClientConnection connection, HttpContext context)
            throws IOException, HttpException {
        if (context.getAttribute(PERMIT) instanceof BooleanSupplier mayBegin && !mayBegin.getAsBoolean()) {
            throw new IOException(
                    "Ripen was interrupted (the node lost its lease) before the text was sent. It goes out later.");
        }
        context.setAttribute(BEGUN, true);
        return super.doSendRequest(request, connection, context);
    }

    static boolean begun(HttpContext context) {
        return Boolean.TRUE.equals(context.getAttribute(BEGUN));
    }
}
