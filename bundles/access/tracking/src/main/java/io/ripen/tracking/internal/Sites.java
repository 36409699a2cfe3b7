package io.ripen.tracking.internal;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The hosts that are our own. Nobody else gets to see who came. Thread-safe. */
final class Sites {
    private static final Pattern HOST = Pattern.compile("([A-Za-z0-9._-]{1,253})(?::[0-9]{1,5})?");
    private static final Pattern SPECIAL = Pattern.compile("[|{}^`]");

    private final List<String> hosts = new ArrayList<>();

    Sites(String... hosts) {
        for (String host : Lists.of(hosts)) {
            this.hosts.add(host.toLowerCase(Locale.ROOT));
        }
    }

    boolean isOurs(URI address) {
        String host = host(address);
        for (String each : hosts) {
            if (each.equals(host) || (each.startsWith("*.") && host.endsWith(each.substring(1)))) {
                return true;
            }
        }
        return false;
    }

    /** The address, with the visitor's token when it leads to a page of ours. */
    String withVisitor(String target, String visitor) {
        URI address = http(target);
        if (address == null || !isOurs(address)) {
            return target;
        }
        int hash = target.indexOf('#');
        String page = hash < 0 ? target : target.substring(0, hash);
        String rest = hash < 0 ? "" : target.substring(hash);
        return page + (page.indexOf('?') < 0 ? "?" : page.endsWith("?") || page.endsWith("&") ? "" : "&") + "rp="
                + visitor + rest;
    }

    /** Null when it is no whole http or https address. A browser's own may have characters that Java's reader does not take. */
    static @Nullable URI http(String text) {
        try {
            URI address = new URI(encoded(text));
            String scheme =
                    address.getScheme() == null ? "" : address.getScheme().toLowerCase(Locale.ROOT);
            return (scheme.equals("http") || scheme.equals("https"))
                            && !host(address).isEmpty()
                    ? address
                    : null;
        } catch (URISyntaxException broken) {
            return null;
        }
    }

    /** In lower case; the empty string when there is none. Java's reader knows no underscore in a host. */
    private static String host(URI address) {
        if (address.getHost() != null) {
            return address.getHost().toLowerCase(Locale.ROOT);
        }
        Matcher host = HOST.matcher(String.valueOf(address.getRawAuthority()));
        return host.matches() ? host.group(1).toLowerCase(Locale.ROOT) : "";
    }

    private static String encoded(String text) {
        // A long address is cut somewhere, which may be within a code.
        Matcher special = SPECIAL.matcher(text.replaceFirst("%[0-9A-Fa-f]?$", ""));
        return special.replaceAll(each -> URLEncoder.encode(each.group(), StandardCharsets.UTF_8));
    }
}
