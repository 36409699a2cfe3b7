package io.ripen.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/**
 * A range of network addresses, such as {@code 10.0.0.0/8}, {@code fd00::/8} or {@code 192.0.2.7}. Immutable.
 *
 * @param network its first address
 * @param bits how many bits at the beginning are the same for all of it
 */
public record AddressRange(InetAddress network, int bits) {
    /** Literal addresses only: a name would be looked up. */
    private static final Pattern LITERAL =
            Pattern.compile("(?:[0-9]{1,3}(?:\\.[0-9]{1,3}){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*)");

    public AddressRange {
        int all = network.getAddress().length * 8;
        if (bits < 0 || bits > all) {
            throw new IllegalArgumentException("A range of " + network.getHostAddress() + " has 0 to " + all
                    + " bits after the slash, and not " + bits + ".");
        }
    }

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException when the text is none; it never looks a name up
     */
    public static AddressRange parse(String text) {
        String stripped = text.strip();
        int slash = stripped.indexOf('/');
        String address = slash < 0 ? stripped : stripped.substring(0, slash);
        if (isLiteral(address)) {
            try {
                InetAddress network = InetAddress.getByName(address);
                return new AddressRange(
                        network,
                        slash < 0 ? network.getAddress().length * 8 : Integer.parseInt(stripped.substring(slash + 1)));
            } catch (UnknownHostException | NumberFormatException none) {
                // Said below.
            }
        }
        throw new IllegalArgumentException(
                "'" + stripped + "' is no address and no range of addresses. Write 10.1.2.3 or 10.0.0.0/8.");
    }

    /** Whether it is written in digits, so that nothing is looked up for it. */
    public static boolean isLiteral(String text) {
        return LITERAL.matcher(text).matches();
    }

    public boolean contains(InetAddress address) {
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
