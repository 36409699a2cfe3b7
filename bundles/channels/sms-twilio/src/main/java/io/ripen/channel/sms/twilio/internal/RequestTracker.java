package io.ripen.channel.sms.twilio.internal;

import java.io.IOException;
import org.apache.http.HttpClientConnection;
import org.apache.http.HttpException;
import org.apache.http.HttpRequest;
import org.apache.http.HttpResponse;
import org.apache.http.protocol.HttpContext;
import org.apache.http.protocol.HttpRequestExecutor;

/** Notes on a request's context when its first byte may have left. Before that a repetition is safe, after it is not. */
final class RequestTracker extends HttpRequestExecutor {
    private static final String BEGUN = "ripen.request.begun";

    @Override
    protected HttpResponse doSendRequest(HttpRequest request, HttpClientConnection connection, HttpContext context)
            throws IOException, HttpException {
        context.setAttribute(BEGUN, true);
        return super.doSendRequest(request, connection, context);
    }

    static boolean begun(HttpContext context) {
        return Boolean.TRUE.equals(context.getAttribute(BEGUN));
    }
}
