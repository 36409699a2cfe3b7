package io.ripen.rest.internal.http;

import io.ripen.rest.internal.json.Listing;
import java.util.List;
import java.util.function.ToLongFunction;
import javax.ws.rs.core.UriBuilder;
import javax.ws.rs.core.UriInfo;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a list is asked for: {@code after} the id that the page before ended with, and at most {@code limit}.
 *
 * @param limit 1 to {@value #MOST}
 */
public record Paging(long after, int limit) {
    private static final int MOST = 1_000;
    private static final int USUAL = 100;

    /** @throws ProblemException when one of them is not a number in its range */
    public static Paging of(@Nullable String after, @Nullable String limit) {
        return new Paging(afterOf(after), limitOf(limit));
    }

    private static long afterOf(@Nullable String after) {
        if (after == null || after.equals("0")) {
            return 0;
        }
        return Ids.number(after)
                .orElseThrow(() -> ProblemException.invalid(
                        "after",
                        Quoted.of(after) + " is not a place in the list.",
                        "Use the address in 'next' of the page before as it is, or leave 'after' out."));
    }

    /** @throws ProblemException when it is not a number in its range */
    public static int limitOf(@Nullable String limit) {
        if (limit == null) {
            return USUAL;
        }
        return Ids.number(limit)
                .filter(number -> number <= MOST)
                .orElseThrow(() -> ProblemException.invalid(
                        "limit", Quoted.of(limit) + " is not a number of items.", "Use 1 to " + MOST + "."))
                .intValue();
    }

    /** The page with the address of the next one, which keeps all other parameters as they are. */
    public <T> Listing<T> page(List<T> items, ToLongFunction<T> id, UriInfo uri) {
        if (items.size() < limit) {
            return new Listing<>(items, null);
        }
        long last = id.applyAsLong(items.get(items.size() - 1));
        String next = UriBuilder.fromPath(uri.getRequestUri().getRawPath())
                .replaceQuery(uri.getRequestUri().getRawQuery())
                .replaceQueryParam("after", last)
                .replaceQueryParam("limit", limit)
                .build()
                .toString();
        return new Listing<>(items, next);
    }
}
