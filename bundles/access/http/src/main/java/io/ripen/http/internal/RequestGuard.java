package io.ripen.http.internal;

import io.ripen.schedule.RepeatedTask;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import javax.servlet.DispatcherType;
import javax.servlet.Filter;
import javax.servlet.FilterChain;
import javax.servlet.FilterConfig;
import javax.servlet.ServletException;
import javax.servlet.ServletInputStream;
import javax.servlet.ServletRequest;
import javax.servlet.ServletResponse;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.propertytypes.ServiceRanking;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardFilterAsyncSupported;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardFilterDispatcher;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardFilterName;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardFilterPattern;
import org.osgi.service.metatype.annotations.Designate;

/**
 * The first filter of every servlet, of ours and of others. It refuses requests that code behind it would fail on, and pages of
 * other sites that would change something. It reads the bodies of doors that need no login before they are entered, and sends
 * every answer after it was made, so that nobody can hold threads with half a request or by not reading. A connection on which
 * nothing moves during a request is closed. And it makes {@link ServletRequest#getRemoteAddr} the address of who asks.
 * Thread-safe.
 */
@Component(service = Filter.class, configurationPid = HttpConfig.PID)
@Designate(ocd = HttpConfig.class)
@HttpWhiteboardFilterName("ripen-request-guard")
@HttpWhiteboardFilterPattern("/*")
@HttpWhiteboardFilterAsyncSupported
@HttpWhiteboardFilterDispatcher({DispatcherType.REQUEST, DispatcherType.ASYNC})
@HttpWhiteboardContextSelect("(osgi.http.whiteboard.context.name=*)")
@ServiceRanking(1_000)
public final class RequestGuard implements Filter {
    /** The doors without login, and how many bytes each takes; the longest prefix counts. */
    private static final Map<String, Integer> OPEN = open();

    private static final String REST = "/api/";
    private static final String SIGN_IN = "/api/v1/session";
    private static final int MOST_SECONDS = 60;
    /** Bytes of answers that wait to be taken. */
    private static final long ANSWERS = 64L * 1024 * 1024;

    private static final long ANSWERS_OF_ADDRESS = ANSWERS / 4;
    /** Answers too long to be held in memory, each of which holds a thread: an eighth of the server's. */
    private static final int LONG_ANSWERS = 25;

    /**
     * Then a connection without a login is closed: requests that are sent without waiting for answers are served one after the
     * other by one thread.
     */
    private static final int REQUESTS_OF_CONNECTION = 100;

    private final ClientAddress addresses;
    private final Origins origins;
    private final Unfinished halfSent;
    private final Unfinished answers = new Unfinished(ANSWERS_OF_ADDRESS, ANSWERS);
    private final Semaphore longAnswers = new Semaphore(LONG_ANSWERS);
    private final Untaken untaken = new Untaken();
    private final Connections connections;
    private final RepeatedTask lines;
    private final Duration deadline;
    private final Duration silence;

    @Activate
    public RequestGuard(HttpConfig config) {
        addresses = new ClientAddress(config.proxies());
        origins = new Origins(config.publicUrl(), Lists.of(config.origins()));
        halfSent = new Unfinished(config.bodiesPerAddress(), config.bodies());
        connections = new Connections(config.connectionsPerAddress(), addresses::isProxy);
        deadline = seconds(config.bodySeconds());
        silence = seconds(config.silentSeconds());
        lines = RepeatedTask.start("ripen-untaken-answers", Duration.ofMinutes(1), untaken::tell);
    }

    @Deactivate
    void stop() {
        lines.close();
        connections.close();
    }

    private static Duration seconds(int configured) {
        return Duration.ofSeconds(Math.max(1, Math.min(MOST_SECONDS, configured)));
    }

    /** How many requests wait for the rest of their bodies. */
    long halfSent() {
        return halfSent.weight();
    }

    private static Map<String, Integer> open() {
        Map<String, Integer> open = new LinkedHashMap<>();
        open.put("/t/u/", 4 * 1024);
        open.put("/t/v", 16 * 1024);
        open.put("/t/", 32 * 1024);
        open.put("/twilio/", 64 * 1024);
        open.put("/hooks/", 256 * 1024);
        open.put(SIGN_IN, 4 * 1024);
        return open;
    }

    @Override
    public void doFilter(ServletRequest servletRequest, ServletResponse servletResponse, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest request = (HttpServletRequest) servletRequest;
        HttpServletResponse response = (HttpServletResponse) servletResponse;
        String address = address(request);
        Wire wire = Wire.of(request);
        wire.hurry(silence);
        connections.listenTo(wire.connector());
        if (request.getDispatcherType() == DispatcherType.ASYNC) {
            serve(
                    request,
                    response,
                    chain,
                    request.getAttribute(BodyReading.BODY) instanceof byte[] body
                            ? new ReadRequest(request, address, body)
                            : new ClientRequest(request, address));
            return;
        }
        Optional<Refusal> problem = RequestHead.problem(request);
        int limit = openLimit(request);
        if (problem.isPresent()) {
            refuse(request, response, problem.get());
        } else if ((limit < 0 || path(request).startsWith(REST)) && origins.isOtherSite(request)) {
            refuse(request, response, Refusal.OTHER_SITE);
        } else if (limit >= 0) {
            enter(request, response, chain, address, limit);
        } else {
            serve(request, response, chain, new ClientRequest(request, address));
        }
    }

    private void enter(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain, String address, int limit)
            throws IOException, ServletException {
        long length = request.getContentLengthLong();
        boolean hasBody = length > 0 || (length < 0 && request.getHeader("Transfer-Encoding") != null);
        if (!hasBody || !request.isAsyncSupported()) {
            serve(request, response, chain, new ClientRequest(request, address));
            return;
        }
        ServletInputStream in = request.getInputStream();
        if (length > 0 && length <= limit && in.available() >= length) {
            // It came with its head, as nearly all do: nothing to wait for.
            serve(request, response, chain, new ReadRequest(request, address, in.readNBytes((int) length)));
            return;
        }
        BodyReading.begin(request, response, halfSent, ClientAddress.group(address), limit, deadline);
    }

    /** Has the answer made, and sends it when that is done. */
    private void serve(HttpServletRequest request, HttpServletResponse response, FilterChain chain, ClientRequest asked)
            throws IOException, ServletException {
        if (!request.isAsyncSupported()) {
            chain.doFilter(asked, response);
            return;
        }
        if (Wire.of(request).requests() >= REQUESTS_OF_CONNECTION && request.getHeader("Authorization") == null) {
            response.setHeader("Connection", "close");
        }
        HeldAnswer answer = new HeldAnswer(response, longAnswers, untaken);
        try {
            chain.doFilter(asked, answer);
            if (request.isAsyncStarted()) {
                // Whoever goes on behind us sends it in their own way.
                answer.goStraight();
            } else if (answer.isCrowded()) {
                response.reset();
                refuse(request, response, Refusal.CROWDED);
            } else if (answer.isHeld()) {
                send(request, response, answer.finish(), asked.getRemoteAddr());
            }
        } finally {
            answer.release();
            if (!request.isAsyncStarted()) {
                Wire.of(request).rest();
            }
        }
    }

    private void send(HttpServletRequest request, HttpServletResponse response, byte[] bytes, String address)
            throws IOException {
        if (bytes.length > 0) {
            AnswerWriting.begin(request, response, bytes, answers, ClientAddress.group(address), untaken);
        }
    }

    private static void refuse(HttpServletRequest request, HttpServletResponse response, Refusal refusal)
            throws IOException {
        String path = request.getRequestURI();
        response.setHeader("Connection", "close");
        refusal.write(response, path != null && path.startsWith(REST));
    }

    /** How many bytes the open door takes that is asked for; negative when it is none. */
    private static int openLimit(HttpServletRequest request) {
        String path = path(request);
        for (Map.Entry<String, Integer> each : OPEN.entrySet()) {
            if (path.startsWith(each.getKey())) {
                return each.getValue();
            }
        }
        return -1;
    }

    private static String path(HttpServletRequest request) {
        return request.getContextPath()
                + request.getServletPath()
                + (request.getPathInfo() == null ? "" : request.getPathInfo());
    }

    private String address(HttpServletRequest request) {
        InetAddress address = addresses.of(request);
        return address == null ? String.valueOf(request.getRemoteAddr()) : address.getHostAddress();
    }

    @Override
    public void init(FilterConfig config) {
        // Nothing to prepare.
    }

    @Override
    public void destroy() {
        // Nothing to release.
    }
}
