package io.ripen.tracking.internal;

import io.ripen.crm.Leads;
import io.ripen.event.Events;
import io.ripen.event.InvalidEventException;
import io.ripen.time.RipenClock;
import io.ripen.tracking.Tracking;
import io.ripen.transaction.Outage;
import io.ripen.transaction.StoreUnavailableException;
import io.ripen.transaction.Transactions;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import javax.servlet.Servlet;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletAsyncSupported;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletPattern;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All addresses under {@code /t/}. Reading ones change nothing but that an open or click is recorded; every other change
 * needs POST. Nothing that a request says is ever the target of a redirect.
 */
@Component(service = Servlet.class, configurationPid = WebConfig.PID)
@Designate(ocd = WebConfig.class)
@HttpWhiteboardServletName("ripen-tracking")
@HttpWhiteboardServletPattern("/t/*")
@HttpWhiteboardServletAsyncSupported
public final class TrackingServlet extends HttpServlet {
    private static final long serialVersionUID = 1;
    private static final Logger LOG = LoggerFactory.getLogger(TrackingServlet.class);
    private static final int ENTRIES_A_MINUTE = 30;
    /** Behind a token may stand what a mail program or a phone took for a part of the address. */
    private static final Pattern PATH =
            Pattern.compile("/(o|c|u|f)/([A-Za-z0-9_-]{1,60})(/|[^A-Za-z0-9_/-][^/]{0,200})?");

    private final transient Messages messages;
    private final transient PageViews views;
    private final transient Forms forms;
    private final transient Map<String, ConfiguredForm> configured = new ConcurrentHashMap<>();
    private final transient byte[] script;

    @Activate
    public TrackingServlet(
            @Reference Tracking tracking,
            @Reference Events events,
            @Reference Leads leads,
            @Reference Transactions transactions,
            @Reference RipenClock clock,
            WebConfig config) {
        Sites sites = new Sites(config.sites());
        Sights sights = new Sights(new Agents(config.agents()));
        messages = new Messages(tracking, sites, sights);
        views = new PageViews(tracking, events, clock, sites, sights, new ViewLimits(System::nanoTime));
        forms = new Forms(
                new FormEntries(leads, transactions, events, tracking, clock),
                new Pace(ENTRIES_A_MINUTE, Pace.MINUTE, System::nanoTime));
        try (InputStream in = Objects.requireNonNull(TrackingServlet.class.getResourceAsStream("s.js"))) {
            script = in.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException("The page-view script cannot be read from the bundle.", e);
        }
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC, unbind = "removeForm")
    void addForm(ConfiguredForm form) {
        ConfiguredForm other = configured.put(form.name(), form);
        if (other != null) {
            LOG.warn("Two forms are named '{}'; the one that was configured last is served.", form.name());
        }
    }

    void removeForm(ConfiguredForm form) {
        configured.remove(form.name(), form);
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            answer(request, response);
        } catch (Refused refused) {
            refuse(request, response, refused.status(), String.valueOf(refused.getMessage()));
        } catch (StoreUnavailableException away) {
            Outage.tell("answer " + request.getMethod() + " " + kind(request), away);
            Pages.later(response);
        } catch (InvalidEventException wrong) {
            refuse(request, response, 400, "That cannot be kept: " + wrong.getMessage());
        } catch (RuntimeException failed) {
            LOG.error("{} {} failed. Nothing was changed.", request.getMethod(), kind(request), failed);
            Pages.show(response, 500, "Something went wrong", "Nothing was changed. Please try again later.");
        }
    }

    private void answer(HttpServletRequest request, HttpServletResponse response) throws IOException, Refused {
        String path = request.getPathInfo() == null ? "" : request.getPathInfo();
        if (path.equals("/s.js")) {
            only(request, response, "GET", "HEAD");
            script(response);
            return;
        }
        if (path.equals("/v")) {
            view(request, response);
            return;
        }
        var parts = PATH.matcher(path);
        if (!parts.matches() || !mayFollow(parts.group(1), parts.group(3))) {
            Pages.notFound(response);
            return;
        }
        String token = parts.group(2);
        switch (parts.group(1)) {
            case "o" -> {
                only(request, response, "GET", "HEAD");
                messages.open(token, request, response);
            }
            case "c" -> {
                only(request, response, "GET", "HEAD");
                messages.click(token, request, response);
            }
            case "u" -> {
                only(request, response, "GET", "HEAD", "POST");
                if (request.getMethod().equals("POST")) {
                    messages.unsubscribe(token, request, response);
                } else {
                    messages.askToUnsubscribe(token, request, response);
                }
            }
            default -> form(token, request, response);
        }
    }

    /** A full stop, a bracket or the next word behind a link is the text's; a picture and a form stand in no text. */
    private static boolean mayFollow(String kind, @Nullable String rest) {
        return switch (kind) {
            case "o" -> ".gif".equals(rest);
            case "f" -> rest == null;
            default -> !".gif".equals(rest);
        };
    }

    private void form(String name, HttpServletRequest request, HttpServletResponse response)
            throws IOException, Refused {
        ConfiguredForm form = configured.get(name);
        if (form == null) {
            Pages.notFound(response);
            return;
        }
        only(request, response, "POST", "OPTIONS");
        if (request.getMethod().equals("OPTIONS")) {
            Forms.mayAsk(form, request, response);
        } else {
            forms.submit(form, request, response);
        }
    }

    private void view(HttpServletRequest request, HttpServletResponse response) throws IOException, Refused {
        only(request, response, "POST");
        views.take(request);
        response.setHeader("Cache-Control", "no-store");
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }

    private void script(HttpServletResponse response) throws IOException {
        response.setContentType("text/javascript");
        response.setCharacterEncoding("UTF-8");
        response.setHeader("Cache-Control", "public, max-age=3600");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Cross-Origin-Resource-Policy", "cross-origin");
        response.setContentLength(script.length);
        response.getOutputStream().write(script);
    }

    private static void only(HttpServletRequest request, HttpServletResponse response, String... methods)
            throws Refused {
        for (String method : methods) {
            if (method.equals(request.getMethod())) {
                return;
            }
        }
        response.setHeader("Allow", String.join(", ", methods));
        throw new Refused(405, "Only " + String.join(", ", methods) + " is served here.");
    }

    private static void refuse(HttpServletRequest request, HttpServletResponse response, int status, String sentence)
            throws IOException {
        LOG.debug("{} {} was answered {}: {}", request.getMethod(), kind(request), status, sentence);
        Pages.show(response, status, status == 405 ? "Not possible this way" : "That did not work", sentence);
    }

    /** The first part of the path only: a token must not stand in the log. */
    private static String kind(HttpServletRequest request) {
        String path = String.valueOf(request.getPathInfo());
        int end = path.indexOf('/', 1);
        return "/t"
                + (end < 0
                        ? path.replaceAll("[^A-Za-z./]", "")
                        : path.substring(0, end).replaceAll("[^A-Za-z./]", ""));
    }
}
