package io.ripen.engine.internal.plumbing;

import io.ripen.channel.Outcome;
import io.ripen.channel.TellsOutcome;
import java.lang.reflect.InvocationTargetException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import javax.net.ssl.SSLHandshakeException;
import org.apache.camel.CamelContext;
import org.apache.camel.support.PluginHelper;
import org.jspecify.annotations.Nullable;

/**
 * What a provider's answer means for the one message that a route handed to it: a status of HTTP, or a failure that says it.
 * See docs/faults.md: only what is certainly not accepted is refused or tried again.
 */
final class ProviderAnswer {
    static final Duration SOON = Duration.ofSeconds(5);
    /** When the route or our account is at fault no lead is to blame, and somebody has to mend it first. */
    static final Duration UNTIL_MENDED = Duration.ofMinutes(5);

    private static final Duration BUSY = Duration.ofSeconds(30);
    private static final int LONGEST_WORDS = 300;
    private static final int DEEPEST = 20;

    /** Our account or our address of the provider is wrong, which no lead can help. */
    private static final Set<Integer> OURS = Set.of(307, 308, 401, 402, 407);

    private static final Set<Integer> LATER = Set.of(425, 429);
    /** It may have been taken: too slow for the server, or there already. */
    private static final Set<Integer> PERHAPS = Set.of(408, 409);

    private ProviderAnswer() {}

    /** What a failure says of the message, if it is one that says something. */
    static Optional<Outcome> of(CamelContext camel, Throwable failure, String route) {
        Throwable told = find(failure, TellsOutcome.class::isInstance);
        if (told instanceof TellsOutcome telling) {
            return Optional.of(telling.outcome());
        }
        // Camel's HTTP components have an exception of their own each, none of which need be installed.
        Throwable answered =
                find(failure, each -> each.getClass().getSimpleName().endsWith("HttpOperationFailedException"));
        if (answered == null || !(property(camel, answered, "statusCode") instanceof Integer status)) {
            return Optional.empty();
        }
        Object body = property(camel, answered, "responseBody");
        Object headers = property(camel, answered, "responseHeaders");
        Object after = headers instanceof Map<?, ?> map
                ? map.entrySet().stream()
                        .filter(each -> "retry-after".equalsIgnoreCase(String.valueOf(each.getKey())))
                        .map(Map.Entry::getValue)
                        .findFirst()
                        .orElse(null)
                : null;
        return Optional.of(ofStatus(status, body, after, route));
    }

    /**
     * What a status of HTTP above 299 means.
     *
     * @param body what the provider wrote, for a person to read; null or empty when it wrote nothing
     * @param retryAfter the header of that name, or null
     */
    static Outcome ofStatus(int status, @Nullable Object body, @Nullable Object retryAfter, String route) {
        String said = "The provider behind " + route + " answered " + status + words(body) + ".";
        if (LATER.contains(status)) {
            return new Outcome.Unavailable(seconds(retryAfter), said + " Nothing was accepted.", code(status));
        }
        if (OURS.contains(status)) {
            return new Outcome.Unavailable(
                    UNTIL_MENDED,
                    said + " That is about our own access or address, so it is tried again when it is mended.",
                    code(status));
        }
        if (PERHAPS.contains(status) || status < 400 || status >= 500) {
            return new Outcome.Unknown(said + " Whether it took the message is not known.");
        }
        return new Outcome.Refused(code(status), said);
    }

    /** Whether nothing can have left: there was no connection. */
    static boolean isNoConnection(Throwable failure) {
        return find(
                        failure,
                        each -> each instanceof ConnectException
                                || each instanceof UnknownHostException
                                || each instanceof NoRouteToHostException
                                || each instanceof UnresolvedAddressException
                                || each instanceof SSLHandshakeException
                                // Apache's client has one that is only a time-out by its type.
                                || each.getClass().getSimpleName().equals("ConnectTimeoutException"))
                != null;
    }

    /** A failure in words: those of the innermost that has some, since what wraps it says only that something failed. */
    static String words(Throwable failure) {
        Throwable telling = failure;
        Throwable next = failure;
        for (int depth = 0; next != null && depth < DEEPEST; depth++) {
            Throwable cause = next.getCause();
            boolean wrapper = next instanceof InvocationTargetException
                    || cause != null && cause.toString().equals(next.getMessage());
            if (!wrapper && next.getMessage() != null) {
                telling = next;
                break;
            }
            telling = next;
            next = cause;
        }
        String message = telling.getMessage();
        if (message == null || message.isBlank()) {
            return telling.getClass().getSimpleName() + ".";
        }
        String line = shortened(message);
        return line.endsWith(".") ? line : line + ".";
    }

    private static String code(int status) {
        return "http-" + status;
    }

    private static String words(@Nullable Object body) {
        String text = body == null ? "" : shortened(String.valueOf(body));
        return text.isEmpty() ? "" : ": " + (text.endsWith(".") ? text.substring(0, text.length() - 1) : text);
    }

    private static String shortened(String text) {
        String line = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return line.length() <= LONGEST_WORDS ? line : line.substring(0, LONGEST_WORDS) + "…";
    }

    private static Duration seconds(@Nullable Object text) {
        String written = text == null ? "" : text.toString().trim();
        return written.matches("[0-9]{1,5}") ? Duration.ofSeconds(Math.max(1, Long.parseLong(written))) : BUSY;
    }

    private static @Nullable Object property(CamelContext camel, Throwable failure, String name) {
        return PluginHelper.getBeanIntrospection(camel).getOrElseProperty(failure, name, null, false);
    }

    private static @Nullable Throwable find(Throwable failure, Predicate<Throwable> wanted) {
        Throwable next = failure;
        // Bounded, since a chain of causes may be a ring.
        for (int depth = 0; next != null && depth < DEEPEST; depth++) {
            if (wanted.test(next)) {
                return next;
            }
            next = next.getCause();
        }
        return null;
    }
}
