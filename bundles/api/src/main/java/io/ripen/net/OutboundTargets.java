package io.ripen.net;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Where a request may go whose address somebody else named: a webhook of an owner, a URL in an event or a setting. Only to
 * public addresses of the internet, and to what the operator lists. So nobody can make Ripen ask the machine that it runs on,
 * its neighbours, or the cloud's own service at 169.254.169.254.
 *
 * <p>Give {@link #resolve} to the HTTP client as its resolver, and let the client connect to what it returns, with the name
 * kept for TLS and the header Host. Then the address that was judged is the address that is connected to: a name that is
 * looked up a second time may have become another address (DNS rebinding). Follow no redirects.
 *
 * <pre>{@code
 * OutboundTargets targets = OutboundTargets.allowing(List.of("10.1.0.0/16"));
 * new PoolingHttpClientConnectionManager(sockets, null, targets::resolve);
 * }</pre>
 *
 * <p>Thread-safe.
 */
public final class OutboundTargets {
    /** What of the IPv4 addresses is no host of the public internet (the special-purpose registry of IANA, and multicast). */
    private static final List<AddressRange> SPECIAL = ranges(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/3",
            // The same of IPv6, inside of the addresses that are given out: Teredo and others, examples, 6to4.
            "2001::/23",
            "2001:db8::/32",
            "2002::/16",
            "3fff::/20");

    /** All that is given out of IPv6; what is mapped, translated, local or multicast stands elsewhere. */
    private static final AddressRange GIVEN_OUT = AddressRange.parse("2000::/3");

    private final List<AddressRange> allowed = new ArrayList<>();
    private final List<String> allowedHosts = new ArrayList<>();
    private final Resolver resolver;

    /** Looks a name up. */
    @FunctionalInterface
    public interface Resolver {
        InetAddress[] all(String host) throws UnknownHostException;
    }

    private OutboundTargets(List<String> listed, Resolver resolver) {
        this.resolver = resolver;
        for (String each : listed) {
            String one = each.strip();
            if (one.isEmpty()) {
                continue;
            }
            if (one.indexOf('/') < 0 && !AddressRange.isLiteral(one)) {
                allowedHosts.add(one.toLowerCase(Locale.ROOT));
            } else {
                allowed.add(AddressRange.parse(one));
            }
        }
    }

    /**
     * Public addresses, and those that are listed.
     *
     * @param listed addresses, ranges such as {@code 10.0.0.0/8}, and names of hosts that may lie anywhere
     * @throws IllegalArgumentException when an entry is none of these
     */
    public static OutboundTargets allowing(List<String> listed) {
        return new OutboundTargets(listed, InetAddress::getAllByName);
    }

    /** The same, with a resolver of one's own. */
    public static OutboundTargets allowing(List<String> listed, Resolver resolver) {
        return new OutboundTargets(listed, resolver);
    }

    /**
     * Looks a host up, once, and gives back the addresses that may be connected to.
     *
     * @return at least one
     * @throws ForbiddenTargetException when the host has addresses, and none may be asked
     * @throws UnknownHostException when it has none
     */
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] all = resolver.all(host);
        if (allowedHosts.contains(host.toLowerCase(Locale.ROOT))) {
            return all;
        }
        InetAddress[] some = Arrays.stream(all).filter(this::isAllowed).toArray(InetAddress[]::new);
        if (some.length == 0) {
            throw new ForbiddenTargetException(host, all);
        }
        return some;
    }

    private boolean isAllowed(InetAddress address) {
        return isPublic(address) || allowed.stream().anyMatch(range -> range.contains(address));
    }

    /** Whether it is a host's address on the public internet. */
    public static boolean isPublic(InetAddress address) {
        boolean unusual = address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress();
        return !unusual
                && (address instanceof Inet4Address || GIVEN_OUT.contains(address))
                && SPECIAL.stream().noneMatch(range -> range.contains(address));
    }

    private static List<AddressRange> ranges(String... texts) {
        return Arrays.stream(texts).map(AddressRange::parse).toList();
    }
}
