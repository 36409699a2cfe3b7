package io.ripen.channel.sms.twilio.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/** A callback of Twilio: a signed form by POST. What is not signed with our token is answered 403 and does nothing. */
abstract class TwilioServlet extends HttpServlet {
    private static final long serialVersionUID = 1;
    private static final String EMPTY_TWIML = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response/>";

    private final transient TwilioConnection connection;
    private final String path;

    TwilioServlet(TwilioConnection connection, String path) {
        this.connection = connection;
        this.path = path;
    }

    /**
     * Does what the form says, for good, before it returns.
     *
     * @return the status to answer
     */
    abstract int accept(FormBody form, HttpServletRequest request);

    @Override
    protected final void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!request.getMethod().equals("POST")) {
            response.setHeader("Allow", "POST");
            say(response, 405, "Only POST is served here.");
            return;
        }
        try {
            FormBody form = FormBody.read(request);
            if (isSigned(form, request)) {
                answer(response, accept(form, request));
            } else {
                say(
                        response,
                        403,
                        "The signature does not fit. It is checked over the configured public address (publicUrl in etc/io.ripen.channel.sms.twilio.cfg) with the account's auth token.");
            }
        } catch (FormBody.Refused e) {
            say(response, e.status(), String.valueOf(e.getMessage()));
        }
    }

    private boolean isSigned(FormBody form, HttpServletRequest request) {
        Optional<TwilioAccount> account = connection.account();
        if (account.isEmpty()) {
            return false;
        }
        String query = request.getQueryString();
        String url = account.get().publicUrl() + path + (query == null ? "" : "?" + query);
        return new TwilioSignature(account.get().authToken())
                .isValid(url, form.signed(), request.getHeader("X-Twilio-Signature"));
    }

    private static void answer(HttpServletResponse response, int status) throws IOException {
        if (status == HttpServletResponse.SC_OK) {
            response.setStatus(status);
            response.setContentType("text/xml");
            response.setCharacterEncoding("UTF-8");
            response.getOutputStream().write(EMPTY_TWIML.getBytes(StandardCharsets.UTF_8));
        } else if (status == HttpServletResponse.SC_SERVICE_UNAVAILABLE) {
            response.setHeader("Retry-After", "5");
            say(response, status, "It could not be stored. Nothing was done; send it again.");
        } else {
            say(response, status, "The form lacks a field or has a wrong one. Nothing was done.");
        }
    }

    private static void say(HttpServletResponse response, int status, String text) throws IOException {
        response.setStatus(status);
        response.setContentType("text/plain");
        response.setCharacterEncoding("UTF-8");
        response.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }
}
