package io.ripen.channel.sms.twilio.internal;

import io.ripen.event.InvalidEventException;
import io.ripen.route.Plumbing;
import io.ripen.transaction.Outage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.servlet.Servlet;
import javax.servlet.http.HttpServletRequest;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletAsyncSupported;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletPattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A lead's SMS. It goes through the plumbing route {@value #ROUTE_IN}, which stores it, and is acknowledged only then; a
 * failure is answered 503, so that Twilio comes again.
 */
@Component(service = Servlet.class)
@HttpWhiteboardServletName("ripen-twilio-inbound")
@HttpWhiteboardServletPattern(InboundServlet.PATH)
@HttpWhiteboardServletAsyncSupported
public final class InboundServlet extends TwilioServlet {
    static final String PATH = "/twilio/inbound";
    static final String ROUTE_IN = "sms-in";
    private static final long serialVersionUID = 1;
    private static final Logger LOG = LoggerFactory.getLogger(InboundServlet.class);

    /** The only fields that become headers; so no field can be one that Camel or a component obeys. */
    private static final List<String> FIELDS = List.of(
            "MessageSid", "From", "To", "NumMedia", "OptOutType", "FromCity", "FromState", "FromZip", "FromCountry");

    private static final String WHATSAPP = "whatsapp:";

    private static final int MOST_MEDIA = 10;

    private final transient Plumbing plumbing;

    @Activate
    public InboundServlet(@Reference TwilioConnection connection, @Reference Plumbing plumbing) {
        super(connection, PATH);
        this.plumbing = plumbing;
    }

    @Override
    int accept(FormBody form, HttpServletRequest request) {
        String sid = form.get("MessageSid");
        if (sid.isEmpty() || form.get("From").isEmpty()) {
            return 400;
        }
        Map<String, Object> headers = new HashMap<>();
        FIELDS.forEach(field -> put(headers, form, field));
        // An answer by WhatsApp comes to the same address, and is the same lead's.
        headers.computeIfPresent(
                "From",
                (name, from) ->
                        from.toString().startsWith(WHATSAPP) ? from.toString().substring(WHATSAPP.length()) : from);
        for (int i = 0; i < MOST_MEDIA; i++) {
            put(headers, form, "MediaUrl" + i);
        }
        try {
            Throwable failure =
                    plumbing.request(ROUTE_IN, form.get("Body"), headers).failure();
            return failure == null ? 200 : failed(sid, failure);
        } catch (RuntimeException e) {
            return failed(sid, e);
        }
    }

    private static int failed(String sid, Throwable failure) {
        for (Throwable next = failure; next != null && next != next.getCause(); next = next.getCause()) {
            if (next instanceof InvalidEventException) {
                LOG.warn("The inbound SMS {} cannot be kept, and was answered 400: {}", sid, next.getMessage());
                return 400;
            }
        }
        if (!Outage.tell("store an inbound SMS; Twilio is asked to send it again (503)", failure)) {
            LOG.error("The inbound SMS {} was not stored; Twilio is asked to send it again (503)", sid, failure);
        }
        return 503;
    }

    private static void put(Map<String, Object> headers, FormBody form, String field) {
        String value = form.get(field);
        if (!value.isEmpty()) {
            headers.put(field, value);
        }
    }
}
