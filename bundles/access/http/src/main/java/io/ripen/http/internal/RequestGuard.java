package io.ripen.http.internal;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
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
import org.osgi.service.component.propertytypes.ServiceRanking;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardFilterAsyncSupported;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardFilterDispatcher;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardFilterName;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardFilterPattern;
import org.osgi.service.metatype.annotations.Designate;

/**
 * The first filter of every servlet, of ours and of others. It refuses requests that code behind it would fail on, and pages of
 * other sites that would change something. It reads the bodies of doors that need no login before they are entered, so that
 * nobody can hold threads with half a request. And it makes {@link ServletRequest#getRemoteAddr} the address of who asks.
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
    private static final int MOST_SECONDS = 60;

    private final ClientAddress addresses;
    private final Origins origins;
    private final HalfSent halfSent;
    private final Duration deadline;

    @Activate
    public RequestGuard(HttpConfig config) {
        addresses = new ClientAddress(config.proxies());
        origins = new Origins(config.publicUrl(), Lists.of(config.origins()));
        halfSent = new HalfSent(config.bodiesPerAddress(), config.bodies());
        deadline = Duration.ofSeconds(Math.max(1, Math.min(MOST_SECONDS, config.bodySeconds())));
    }

    /** How many requests wait for the rest of their bodies. */
    int halfSent() {
        return halfSent.count();
    }

    private static Map<String, Integer> open() {
        Map<String, Integer> open = new LinkedHashMap<>();
        open.put("/t/u/", 4 * 1024);
        open.put("/t/v", 16 * 1024);
        open.put("/t/", 32 * 1024);
        open.put("/twilio/", 64 * 1024);
        open.put("/hooks/", 256 * 1024);
        return open;
    }

    @Override
    public void doFilter(ServletRequest servletRequest, ServletResponse servletResponse, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest request = (HttpServletRequest) servletRequest;
        HttpServletResponse response = (HttpServletResponse) servletResponse;
        String address = address(request);
        if (request.getDispatcherType() == DispatcherType.ASYNC) {
            chain.doFilter(
                    request.getAttribute(BodyReading.BODY) instanceof byte[] body
                            ? new ReadRequest(request, address, body)
                            : new ClientRequest(request, address),
                    response);
            return;
        }
        Optional<Refusal> problem = RequestHead.problem(request);
        if (problem.isPresent()) {
            refuse(request, response, problem.get());
            return;
        }
        int limit = openLimit(request);
        if (limit < 0) {
            if (origins.isOtherSite(request)) {
                refuse(request, response, Refusal.OTHER_SITE);
            } else {
                chain.doFilter(new ClientRequest(request, address), response);
            }
            return;
        }
        enter(request, response, chain, address, limit);
    }

    private void enter(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain, String address, int limit)
            throws IOException, ServletException {
        long length = request.getContentLengthLong();
        boolean hasBody = length > 0 || (length < 0 && request.getHeader("Transfer-Encoding") != null);
        if (!hasBody || !request.isAsyncSupported()) {
            chain.doFilter(new ClientRequest(request, address), response);
            return;
        }
        ServletInputStream in = request.getInputStream();
        if (length > 0 && length <= limit && in.available() >= length) {
            // It came with its head, as nearly all do: nothing to wait for.
            chain.doFilter(new ReadRequest(request, address, in.readNBytes((int) length)), response);
            return;
        }
        BodyReading.begin(request, response, halfSent, group(address), limit, deadline);
    }

    private static void refuse(HttpServletRequest request, HttpServletResponse response, Refusal refusal)
            throws IOException {
        String path = request.getRequestURI();
        response.setHeader("Connection", "close");
        refusal.write(response, path != null && path.startsWith(REST));
    }

    /** How many bytes the open door takes that is asked for; negative when it is none. */
    private static int openLimit(HttpServletRequest request) {
        String path = request.getContextPath()
                + request.getServletPath()
                + (request.getPathInfo() == null ? "" : request.getPathInfo());
        for (Map.Entry<String, Integer> each : OPEN.entrySet()) {
            if (path.startsWith(each.getKey())) {
                return each.getValue();
            }
        }
        return -1;
    }

    private String address(HttpServletRequest request) {
        InetAddress address = addresses.of(request);
        return address == null ? String.valueOf(request.getRemoteAddr()) : address.getHostAddress();
    }

    /** One sender: of IPv6 the first half, since everybody there has the second half to choose from. */
    private static String group(String address) {
        if (address.indexOf(':') < 0) {
            return address;
        }
        String[] parts = address.split(":", -1);
        return parts.length < 8 ? address : String.join(":", parts[0], parts[1], parts[2], parts[3]);
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
