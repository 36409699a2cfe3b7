package io.ripen.tracking.internal;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.regex.Pattern;
import javax.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/** Where a request comes from. A proxy's word counts only if the proxy is one of ours. Thread-safe. */
final class ClientAddress {
    /** Literal addresses only: a name would be looked up. */
    private static final Pattern LITERAL = Pattern.compile("[0-9a-fA-F:.]{2,45}");

    private static final Range APPLE = Range.parse("17.0.0.0/8");

    private final List<Range> proxies = new ArrayList<>();

    ClientAddress(String... proxies) {
        for (String proxy : Lists.of(proxies)) {
            this.proxies.add(Range.parse(proxy));
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

    static boolean isApple(@Nullable InetAddress address) {
        return address != null && APPLE.contains(address);
    }

    private boolean isProxy(InetAddress address) {
        return proxies.stream().anyMatch(range -> range.contains(address));
    }

    private static @Nullable InetAddress parse(@Nullable String text) {
        if (text == null) {
            return null;
        }
        String plain = text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
        if (!LITERAL.matcher(plain).matches()) {
            return null;
        }
        try {
            return InetAddress.getByName(plain);
        } catch (UnknownHostException notOne) {
            return null;
        }
    }

    private record Range(InetAddress network, int bits) {
        static Range parse(String text) {
            int slash = text.indexOf('/');
            InetAddress network = ClientAddress.parse(slash < 0 ? text : text.substring(0, slash));
            if (network == null) {
                throw new IllegalArgumentException("'" + text + "' in proxies of etc/" + WebConfig.PID
                        + ".cfg is no address. Write 10.1.2.3 or 10.0.0.0/8.");
            }
            int all = network.getAddress().length * 8;
            int bits = slash < 0 ? all : Integer.parseInt(text.substring(slash + 1));
            return new Range(network, Math.max(0, Math.min(bits, all)));
        }

        boolean contains(InetAddress address) {
            byte[] one = network.getAddress();
            byte[] other = address.getAddress();
            if (one.length != other.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> (bit % 8);
                if ((one[bit / 8] & mask) != (other[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }
}
