package io.ripen.tracking.internal;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;
import javax.servlet.http.HttpServletRequest;

/** Where a request comes from. The filter of ripen-http has put the address of who asks behind a proxy in its place. */
final class ClientAddress {
    /** Literal addresses only: a name would be looked up. */
    private static final Pattern LITERAL = Pattern.compile("[0-9a-fA-F:.]{2,45}");

    private static final int APPLE = 17;
    private static final int IPV4_BYTES = 4;

    private ClientAddress() {}

    /** Whether it comes from Apple's own network, 17.0.0.0/8. */
    static boolean isApple(HttpServletRequest request) {
        String text = request.getRemoteAddr();
        if (text == null || !LITERAL.matcher(text).matches()) {
            return false;
        }
        try {
            byte[] address = InetAddress.getByName(text).getAddress();
            return address.length == IPV4_BYTES && address[0] == APPLE;
        } catch (UnknownHostException none) {
            return false;
        }
    }

    /** One sender: of IPv6 the first half, since everybody there has the second half to choose from. */
    static String group(HttpServletRequest request) {
        String address = String.valueOf(request.getRemoteAddr());
        String[] parts = address.split(":", -1);
        return parts.length < 8 ? address : String.join(":", parts[0], parts[1], parts[2], parts[3]);
    }
}
