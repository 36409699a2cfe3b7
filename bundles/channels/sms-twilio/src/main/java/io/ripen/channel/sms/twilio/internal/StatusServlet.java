package io.ripen.channel.sms.twilio.internal;

import io.ripen.delivery.DeliveryReports;
import io.ripen.transaction.Outage;
import java.time.Duration;
import javax.servlet.Servlet;
import javax.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletAsyncSupported;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletPattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What became of an SMS. The attempt is named by our own signed token in the callback's address. */
@Component(service = Servlet.class)
@HttpWhiteboardServletName("ripen-twilio-status")
@HttpWhiteboardServletPattern(StatusServlet.PATH)
@HttpWhiteboardServletAsyncSupported
public final class StatusServlet extends TwilioServlet {
    static final String PATH = "/twilio/status";
    private static final long serialVersionUID = 1;
    private static final Logger LOG = LoggerFactory.getLogger(StatusServlet.class);
    private static final String ATTEMPT = "attempt=";

    private final transient DeliveryReports reports;
    private final transient SenderPauses pauses;

    @Activate
    public StatusServlet(
            @Reference TwilioConnection connection,
            @Reference DeliveryReports reports,
            @Reference SenderPauses pauses) {
        super(connection, PATH);
        this.reports = reports;
        this.pauses = pauses;
    }

    @Override
    int accept(FormBody form, HttpServletRequest request) {
        String token = token(request.getQueryString());
        String sid = form.get("MessageSid");
        DeliveryReports.Status status = status(form.get("MessageStatus"));
        if (token.isEmpty() || sid.isEmpty()) {
            return 400;
        }
        if (status == null) {
            // A status that says nothing about the outcome, or one that Twilio added since.
            return 200;
        }
        String code = form.get("ErrorCode");
        try {
            if (!reports.report(token, status, sid, code.isEmpty() ? null : code)) {
                LOG.warn("A status report about {} carries a token that is not ours; it changed nothing", sid);
                return 400;
            }
            if (status == DeliveryReports.Status.UNDELIVERED && TwilioCodes.backsOff(code)) {
                pauses.begin(sender(form), Duration.ZERO);
            }
            return 200;
        } catch (RuntimeException e) {
            if (!Outage.tell("store a status report; Twilio is asked to send it again (503)", e)) {
                LOG.error("The status report about {} was not stored; Twilio is asked to send it again (503)", sid, e);
            }
            return 503;
        }
    }

    /** As the channel named it: with a messaging service the number is Twilio's choice. */
    private static String sender(FormBody form) {
        String service = form.get("MessagingServiceSid");
        return service.isEmpty() ? form.get("From") : service;
    }

    private static DeliveryReports.@Nullable Status status(String word) {
        return switch (word) {
            case "accepted", "scheduled", "queued", "sending", "sent" -> DeliveryReports.Status.ACCEPTED;
            case "delivered", "read" -> DeliveryReports.Status.DELIVERED;
            case "undelivered", "failed", "canceled" -> DeliveryReports.Status.UNDELIVERED;
            default -> null;
        };
    }

    private static String token(@Nullable String query) {
        if (query != null) {
            for (String pair : query.split("&")) {
                if (pair.startsWith(ATTEMPT)) {
                    return pair.substring(ATTEMPT.length());
                }
            }
        }
        return "";
    }
}
