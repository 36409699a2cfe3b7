package io.ripen.rest.internal.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import javax.servlet.Filter;
import javax.servlet.FilterChain;
import javax.servlet.FilterConfig;
import javax.servlet.ServletException;
import javax.servlet.ServletRequest;
import javax.servlet.ServletResponse;
import javax.servlet.http.HttpServletResponse;

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
            chain.doFilter(request, response);
        } catch (ProblemException e) {
            answer((HttpServletResponse) response, e);
        } catch (ServletException | RuntimeException e) {
            answer((HttpServletResponse) response, ErrorAnswers.problem(e));
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
