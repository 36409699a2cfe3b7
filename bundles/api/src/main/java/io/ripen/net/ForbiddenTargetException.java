package io.ripen.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/** A host whose addresses may not be asked by a request that somebody else named. Nothing was sent. */
public final class ForbiddenTargetException extends UnknownHostException {
    private static final long serialVersionUID = 1;

    ForbiddenTargetException(String host, InetAddress[] addresses) {
        super("'" + host + "' is at " + words(addresses)
                + ", which is no public address of the internet, so it is not asked. If it is right, the operator lists the"
                + " address or its range.");
    }

    private static List<String> words(InetAddress[] addresses) {
        return Arrays.stream(addresses).map(InetAddress::getHostAddress).toList();
    }
}
