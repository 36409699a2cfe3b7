package io.ripen.rest.internal.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import javax.servlet.Filter;
import javax.servlet.FilterChain;
import javax.servlet.FilterConfig;
import javax.servlet.ServletException;
import javax.servlet.ServletRequest;
import javax.servlet.ServletResponse;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/**
 * Stands before JAX-RS, for the few requests that CXF fails on before our mappers are asked, such as an unknown charset:
 * the servlet container would answer them with an HTML page and a stack trace.
 */
public final class ServletDoor implements Filter {
    private final ObjectMapper mapper;

    public ServletDoor(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        try {
            String contentType = request.getContentType();
            if (contentType != null) {
                Multipart.parameter(contentType, "charset").ifPresent(Charsets::charset);
            }
            percentCodes(((HttpServletRequest) request).getQueryString());
            chain.doFilter(new LockedBody((HttpServletRequest) request), response);
        } catch (ProblemException e) {
            answer((HttpServletResponse) response, e);
        } catch (ServletException | RuntimeException e) {
            answer((HttpServletResponse) response, ErrorAnswers.problem(e));
        }
    }

    /** CXF fails in its depths on a '%' that begins no code. */
    private static void percentCodes(@Nullable String query) {
        for (int at = query == null ? -1 : query.indexOf('%');
                query != null && at >= 0;
                at = query.indexOf('%', at + 1)) {
            if (at + 2 >= query.length()
                    || Character.digit(query.charAt(at + 1), 16) < 0
                    || Character.digit(query.charAt(at + 2), 16) < 0) {
                throw ProblemException.unreadable(
                        "A '%' in the query " + Quoted.of(query) + " begins no code such as %26.",
                        "Write a percent sign as %25.");
            }
        }
    }

    private void answer(HttpServletResponse response, ProblemException failure) throws IOException {
        if (response.isCommitted()) {
            // The client has half an answer; closing the connection is all that can still tell it so.
            throw new IOException("An answer was broken off: " + failure.getMessage(), failure);
        }
        byte[] body = mapper.writeValueAsBytes(failure.problem());
        response.reset();
        response.setStatus(failure.problem().status());
        response.setContentType("application/problem+json");
        response.setHeader("Cache-Control", "no-store");
        response.setContentLength(body.length);
        failure.headers().forEach(response::setHeader);
        response.getOutputStream().write(body);
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
