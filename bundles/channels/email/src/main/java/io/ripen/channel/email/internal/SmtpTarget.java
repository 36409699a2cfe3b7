package io.ripen.channel.email.internal;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A mail server.
 *
 * @param tls from the first byte ({@code smtps:})
 * @param user null to send without logging in
 */
public record SmtpTarget(
        String host,
        int port,
        boolean tls,
        @Nullable String user,
        @Nullable String password) {
    private static final int SUBMISSION = 587;
    private static final int SUBMISSIONS = 465;
    private static final String FORM = "smtp://user:password@host:port or smtps://user:password@host:port";

    /**
     * Reads an address.
     *
     * @throws IllegalArgumentException when it is none; the message does not repeat it, since it holds a password
     */
    public static SmtpTarget parse(String url) {
        URI uri;
        try {
            uri = new URI(url.trim());
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("The mail server's address is not " + FORM
                    + ". Special characters in user and password must be percent-encoded, @ as %40.");
        }
        boolean tls = "smtps".equals(uri.getScheme());
        if (!tls && !"smtp".equals(uri.getScheme()) || uri.getHost() == null) {
            throw new IllegalArgumentException("The mail server's address is not " + FORM + ".");
        }
        String login = uri.getRawUserInfo();
        int colon = login == null ? -1 : login.indexOf(':');
        int port = uri.getPort() > 0 ? uri.getPort() : tls ? SUBMISSIONS : SUBMISSION;
        if (login == null) {
            return new SmtpTarget(uri.getHost(), port, tls, null, null);
        }
        return new SmtpTarget(
                uri.getHost(),
                port,
                tls,
                decode(colon < 0 ? login : login.substring(0, colon)),
                colon < 0 ? "" : decode(login.substring(colon + 1)));
    }

    private static String decode(String text) {
        // A plus is a plus here, not a blank as in forms.
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    String protocol() {
        return tls ? "smtps" : "smtp";
    }

    @Override
    public String toString() {
        // Not the login: this ends up in logs.
        return protocol() + "://" + host + ":" + port;
    }
}
