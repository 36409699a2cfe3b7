package io.ripen.inbound.mail.internal;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/**
 * A mailbox.
 *
 * @param tls from the first byte ({@code imaps:})
 */
record ImapTarget(String host, int port, boolean tls, String user, String password, String folder) {
    private static final int IMAP = 143;
    private static final int IMAPS = 993;
    private static final String FORM =
            "imap://user:password@host:port/FOLDER or imaps://user:password@host:port/FOLDER";

    /**
     * Reads an address.
     *
     * @throws IllegalArgumentException when it is none; the message does not repeat it, since it holds a password
     */
    static ImapTarget parse(String url) {
        URI uri;
        try {
            uri = new URI(url.strip());
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("The mailbox's address is not " + FORM
                    + ". Special characters in user, password and folder must be percent-encoded, @ as %40.");
        }
        boolean tls = "imaps".equals(uri.getScheme());
        String login = uri.getRawUserInfo();
        if (!tls && !"imap".equals(uri.getScheme()) || uri.getHost() == null || login == null) {
            throw new IllegalArgumentException("The mailbox's address is not " + FORM + ".");
        }
        int colon = login.indexOf(':');
        String path = uri.getRawPath() == null ? "" : uri.getRawPath();
        String folder = decode(path.startsWith("/") ? path.substring(1) : path);
        return new ImapTarget(
                uri.getHost(),
                uri.getPort() > 0 ? uri.getPort() : tls ? IMAPS : IMAP,
                tls,
                decode(colon < 0 ? login : login.substring(0, colon)),
                colon < 0 ? "" : decode(login.substring(colon + 1)),
                folder.isEmpty() ? "INBOX" : folder);
    }

    private static String decode(String text) {
        // A plus is a plus here, not a blank as in forms.
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    String protocol() {
        return tls ? "imaps" : "imap";
    }

    @Override
    public String toString() {
        // Not the login: this ends up in logs.
        return protocol() + "://" + host + ":" + port + "/" + folder;
    }
}
