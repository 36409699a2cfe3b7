package io.ripen.rest.internal.resource;

import io.ripen.event.EventLog.Place;
import io.ripen.rest.internal.http.ProblemException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import javax.ws.rs.core.UriBuilder;
import javax.ws.rs.core.UriInfo;
import org.jspecify.annotations.Nullable;

/** A place in the list of events as it stands in an address: time and key in Base64, which nobody need take apart. */
final class EventPlace {
    private static final int LONGEST = 2_000;
    private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

    private EventPlace() {}

    /** @throws ProblemException when it is none */
    static @Nullable Place read(@Nullable String after) {
        if (after == null) {
            return null;
        }
        try {
            String text = new String(
                    Base64.getUrlDecoder().decode(after.length() > LONGEST ? "!" : after), StandardCharsets.UTF_8);
            int space = text.indexOf(' ');
            Instant receivedAt = Instant.parse(text.substring(0, Math.max(0, space)));
            // No database knows the whole range of an Instant.
            if (text.indexOf('\0') < 0 && !receivedAt.isBefore(Instant.EPOCH) && receivedAt.isBefore(LAST)) {
                return new Place(receivedAt, text.substring(space + 1));
            }
        } catch (IllegalArgumentException | DateTimeException none) {
            // Told below.
        }
        throw ProblemException.invalid(
                "after",
                "'after' is not a place in the list.",
                "Use the address in 'next' of the page before as it is, or leave 'after' out.");
    }

    static String next(UriInfo uri, Place last, int limit) {
        String place = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((last.receivedAt() + " " + last.key()).getBytes(StandardCharsets.UTF_8));
        return UriBuilder.fromPath(uri.getRequestUri().getRawPath())
                .replaceQuery(uri.getRequestUri().getRawQuery())
                .replaceQueryParam("after", place)
                .replaceQueryParam("limit", limit)
                .build()
                .toString();
    }
}
