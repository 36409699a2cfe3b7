package io.ripen.tracking.internal;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The hosts that are our own. Nobody else gets to see who came. Thread-safe. */
final class Sites {
    private final List<String> hosts = new ArrayList<>();

    Sites(String... hosts) {
        for (String host : Lists.of(hosts)) {
            this.hosts.add(host.toLowerCase(Locale.ROOT));
        }
    }

    boolean isOurs(URI address) {
        String host = address.getHost() == null ? "" : address.getHost().toLowerCase(Locale.ROOT);
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

    /** Null when it is no whole http or https address. */
    static @Nullable URI http(String text) {
        try {
            URI address = new URI(text);
            String scheme =
                    address.getScheme() == null ? "" : address.getScheme().toLowerCase(Locale.ROOT);
            return (scheme.equals("http") || scheme.equals("https")) && address.getHost() != null ? address : null;
        } catch (URISyntaxException broken) {
            return null;
        }
    }
}
