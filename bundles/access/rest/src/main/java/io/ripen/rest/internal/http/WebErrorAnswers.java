package io.ripen.rest.internal.http;

import javax.ws.rs.WebApplicationException;
import javax.ws.rs.core.Response;
import javax.ws.rs.ext.ExceptionMapper;
import javax.ws.rs.ext.Provider;

/**
 * The same for JAX-RS's own exceptions. A mapper of its own, since CXF brings one for this class, which would be nearer
 * than that for {@link Throwable}.
 */
@Provider
public final class WebErrorAnswers implements ExceptionMapper<WebApplicationException> {
    private final ErrorAnswers answers;

    public WebErrorAnswers(ErrorAnswers answers) {
        this.answers = answers;
    }

    @Override
    public Response toResponse(WebApplicationException thrown) {
        return answers.toResponse(thrown);
    }
}
