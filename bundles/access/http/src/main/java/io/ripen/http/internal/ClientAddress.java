package io.ripen.http.internal;

import io.ripen.net.AddressRange;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import javax.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/** Where a request comes from. A proxy's word counts only if the proxy is one of ours. Thread-safe. */
final class ClientAddress {
    private final List<AddressRange> proxies = new ArrayList<>();

    ClientAddress(String... proxies) {
        for (String proxy : Lists.of(proxies)) {
            try {
                this.proxies.add(AddressRange.parse(proxy));
            } catch (IllegalArgumentException wrong) {
                throw new IllegalArgumentException(
                        "proxies in etc/" + HttpConfig.PID + ".cfg: " + wrong.getMessage(), wrong);
            }
        }
    }

    /** Null when it cannot be told. */
    @Nullable InetAddress of(HttpServletRequest request) {
        InetAddress nearest = parse(request.getRemoteAddr());
        List<String> hops = new ArrayList<>();
        Enumeration<String> headers = request.getHeaders("X-Forwarded-For");
        while (headers != null && headers.hasMoreElements() && hops.size() < 50) {
            hops.addAll(List.of(headers.nextElement().split(",", 50)));
        }
        for (int i = hops.size() - 1; i >= 0 && nearest != null && isProxy(nearest); i--) {
            nearest = parse(hops.get(i).strip());
        }
        return nearest;
    }

    boolean isProxy(InetAddress address) {
        return proxies.stream().anyMatch(range -> range.contains(address));
    }

    /** One sender: of IPv6 the first half, since everybody there has the second half to choose from. */
    static String group(String address) {
        if (address.indexOf(':') < 0) {
            return address;
        }
        String[] parts = address.split(":", -1);
        return parts.length < 8 ? address : String.join(":", parts[0], parts[1], parts[2], parts[3]);
    }

    private static @Nullable InetAddress parse(@Nullable String text) {
        if (text == null) {
            return null;
        }
        String plain = text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
        if (!AddressRange.isLiteral(plain)) {
            return null;
        }
        try {
            return InetAddress.getByName(plain);
        } catch (UnknownHostException notOne) {
            return null;
        }
    }
}
