package io.ripen.rest.internal.http;

import java.lang.reflect.Parameter;
import java.util.LinkedHashSet;
import java.util.Set;
import javax.ws.rs.QueryParam;
import javax.ws.rs.container.ContainerRequestContext;
import javax.ws.rs.container.ContainerRequestFilter;
import javax.ws.rs.container.ResourceInfo;
import javax.ws.rs.core.Context;
import javax.ws.rs.ext.Provider;
import org.jspecify.annotations.Nullable;

/**
 * Refuses query parameters that the call does not have. A misspelt filter that is ignored would list everything and look
 * like an answer.
 */
@Provider
public final class KnownQueryFilter implements ContainerRequestFilter {
    @Context
    private @Nullable ResourceInfo resource;

    @Override
    public void filter(ContainerRequestContext request) {
        Set<String> written = request.getUriInfo().getQueryParameters().keySet();
        if (written.isEmpty() || resource == null || resource.getResourceMethod() == null) {
            return;
        }
        Set<String> known = new LinkedHashSet<>();
        for (Parameter parameter : resource.getResourceMethod().getParameters()) {
            QueryParam named = parameter.getAnnotation(QueryParam.class);
            if (named != null) {
                known.add(named.value());
            }
        }
        for (String name : written) {
            if (!known.contains(name)) {
                throw ProblemException.invalid(
                        name,
                        "This call has no query parameter " + Quoted.of(name) + ".",
                        NearestName.cure(name, known));
            }
        }
    }
}
