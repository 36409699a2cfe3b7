package io.ripen.engine.internal.plumbing;

import java.util.Locale;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.support.RoutePolicySupport;

/**
 * Strips what steers Camel itself from messages that come in from outside. A mail's headers become Camel headers, whatever
 * their case, so a stranger could write {@code camelFileName} or {@code mail.smtp.host} into one (CVE-2026-33454,
 * CVE-2026-46584). Thread-safe.
 */
public final class HeaderGuard extends RoutePolicySupport {
    /** Here no header that begins with Camel is the component's own. */
    private static final Set<String> MAIL = Set.of("imap", "imaps", "pop3", "pop3s", "smtp", "smtps");

    /** Ways in within our own walls: what they carry was guarded when it came in, or is ours. */
    private static final Set<String> INSIDE =
            Set.of("direct", "channel", "seda", "timer", "scheduler", "quartz", "cron", "ripen-event");

    /** What is surely done before the next step begins, and reaches nobody. */
    private static final Set<String> WITHIN = Set.of("direct", "log", "xslt", "validator", "dataformat");

    private final String scheme;

    /** @param scheme of the endpoint that the route begins with */
    HeaderGuard(String scheme) {
        this.scheme = scheme;
    }

    static boolean isNeeded(String scheme) {
        return !INSIDE.contains(scheme);
    }

    /** Whether a message that is handed to such an endpoint has not left yet. */
    static boolean staysInside(String scheme) {
        return WITHIN.contains(scheme);
    }

    @Override
    public void onExchangeBegin(Route route, Exchange exchange) {
        exchange.getMessage().getHeaders().keySet().removeIf(name -> mustGo(name, MAIL.contains(scheme)));
    }

    /**
     * Whether a header must not come in.
     *
     * @param mail true where Camel's own headers have no business at all; elsewhere those in Camel's own spelling are the
     *     component's (the HTTP path, say), which drops such headers of strangers by itself, but not in another case
     */
    static boolean mustGo(String name, boolean mail) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.startsWith("mail.smtp")) {
            return true;
        }
        if (lower.startsWith("org.apache.camel")) {
            return true;
        }
        return lower.startsWith("camel") && (mail || !name.startsWith("Camel"));
    }
}
