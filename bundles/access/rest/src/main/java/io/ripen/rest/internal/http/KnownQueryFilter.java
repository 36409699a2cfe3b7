package io.ripen.rest.internal.http;

import java.lang.reflect.Parameter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.ws.rs.QueryParam;
import javax.ws.rs.container.ContainerRequestContext;
import javax.ws.rs.container.ContainerRequestFilter;
import javax.ws.rs.container.ResourceInfo;
import javax.ws.rs.core.Context;
import javax.ws.rs.ext.Provider;
import org.jspecify.annotations.Nullable;

/**
 * Refuses query parameters that the call does not have, or that come twice. A misspelt filter that is ignored would list everything and look
 * like an answer.
 */
@Provider
public final class KnownQueryFilter implements ContainerRequestFilter {
    @Context
    private @Nullable ResourceInfo resource;

    @Override
    public void filter(ContainerRequestContext request) {
        Map<String, List<String>> query = request.getUriInfo().getQueryParameters();
        if (query.isEmpty() || resource == null || resource.getResourceMethod() == null) {
            return;
        }
        Set<String> known = new LinkedHashSet<>();
        Set<String> several = new LinkedHashSet<>();
        for (Parameter parameter : resource.getResourceMethod().getParameters()) {
            QueryParam named = parameter.getAnnotation(QueryParam.class);
            if (named != null) {
                known.add(named.value());
                if (List.class.isAssignableFrom(parameter.getType())) {
                    several.add(named.value());
                }
            }
        }
        for (Map.Entry<String, List<String>> each : query.entrySet()) {
            String name = each.getKey();
            if (!known.contains(name)) {
                throw ProblemException.invalid(
                        name, "This call has no query parameter " + Quoted.of(name) + ".", NameCure.of(name, known));
            }
            if (each.getValue().size() > 1 && !several.contains(name)) {
                throw ProblemException.invalid(
                        name,
                        "The query parameter " + Quoted.of(name) + " stands more than once.",
                        "Send it once; one of the values would be ignored without a word.");
            }
        }
    }
}
