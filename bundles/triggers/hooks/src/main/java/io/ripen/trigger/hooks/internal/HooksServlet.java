package io.ripen.trigger.hooks.internal;

import io.ripen.crm.Leads;
import io.ripen.crm.Projection;
import io.ripen.event.Events;
import io.ripen.team.Teams;
import io.ripen.time.RipenClock;
import io.ripen.transaction.Outage;
import io.ripen.transaction.StillStartingException;
import io.ripen.transaction.StoreUnavailableException;
import io.ripen.transaction.Transactions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import javax.servlet.Servlet;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletAsyncSupported;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletPattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code POST /hooks/NAME}: takes JSON of another system, without login but with the proof that the hook asks for, and
 * answers 200 once the contact is there and the event is stored and has had its effect. Whatever fails is answered so that the sender tries again, or
 * sees that it must not.
 */
@Component(service = Servlet.class)
@HttpWhiteboardServletName("ripen-hooks")
@HttpWhiteboardServletPattern("/hooks/*")
@HttpWhiteboardServletAsyncSupported
public final class HooksServlet extends HttpServlet {
    private static final long serialVersionUID = 1;
    private static final Logger LOG = LoggerFactory.getLogger(HooksServlet.class);
    private static final int MOST_BYTES = 256 * 1024;
    /** A connection that is closed on unread bytes is reset, and the sender never sees why it was refused. */
    private static final int MOST_BYTES_READ_ON = 1024 * 1024;

    private final transient HookCalls calls;
    private final transient RipenClock clock;
    private final transient Map<String, Hook> hooks = new ConcurrentHashMap<>();

    @Activate
    public HooksServlet(
            @Reference Events events,
            @Reference Leads leads,
            @Reference Projection projection,
            @Reference Teams teams,
            @Reference Transactions transactions,
            @Reference RipenClock clock) {
        this.calls = new HookCalls(events, leads, projection, teams, transactions, clock);
        this.clock = clock;
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC, unbind = "removeHook")
    void addHook(Hook hook) {
        if (hooks.put(hook.name(), hook) != null) {
            LOG.warn("Two hooks are named '{}'; the one that was configured last is served.", hook.name());
        }
    }

    void removeHook(Hook hook) {
        hooks.remove(hook.name(), hook);
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = Objects.requireNonNullElse(request.getPathInfo(), "/");
        Hook hook = hooks.get(path.substring(1));
        try {
            if (hook == null) {
                throw new Refused(404, "There is no such hook.");
            }
            if (!request.getMethod().equals("POST")) {
                response.setHeader("Allow", "POST");
                throw new Refused(405, "Send it by POST.");
            }
            answer(response, 200, receive(hook, request));
        } catch (Refused refused) {
            LOG.debug(
                    "{} /hooks{}: {}",
                    request.getMethod(),
                    hook == null ? "" : "/" + hook.name(),
                    refused.getMessage());
            answer(response, refused.status(), String.valueOf(refused.getMessage()));
        } catch (StillStartingException starting) {
            Outage.tell("answer a call of the hook " + path, starting);
            response.setHeader("Retry-After", "5");
            answer(response, 503, starting.getMessage() + " Nothing was changed; send it again.");
        } catch (StoreUnavailableException away) {
            Outage.tell("answer a call of the hook " + path, away);
            response.setHeader("Retry-After", "30");
            answer(response, 503, "Not now. Nothing was changed; send it again.");
        } catch (RuntimeException failed) {
            LOG.error("A call of the hook {} failed. Nothing was changed.", path, failed);
            answer(response, 500, "Something went wrong. Nothing was changed; send it again.");
        }
    }

    private String receive(Hook hook, HttpServletRequest request) throws IOException, Refused {
        byte[] body = body(request);
        String query = request.getQueryString();
        String address = request.getRequestURL() + (query == null ? "" : "?" + query);
        if (!hook.proof()
                .holds(request::getHeader, body, address, clock.machine().instant())) {
            throw new Refused(
                    403,
                    "The proof in the "
                            + (hook.proof().header().isEmpty()
                                    ? "body"
                                    : "header " + hook.proof().header())
                            + " is missing, wrong, or too old.");
        }
        return calls.keep(hook, body);
    }

    private static byte[] body(HttpServletRequest request) throws IOException, Refused {
        try (InputStream in = request.getInputStream()) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                in.skip(MOST_BYTES_READ_ON);
                throw new Refused(413, "The body is longer than " + MOST_BYTES + " bytes.");
            }
            return bytes;
        }
    }

    private static void answer(HttpServletResponse response, int status, String text) throws IOException {
        response.setStatus(status);
        response.setContentType("text/plain; charset=utf-8");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.getOutputStream().write((text + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
