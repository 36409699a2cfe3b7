package io.ripen.openid.internal;

import java.net.URI;
import java.util.Locale;

/**
 * What is configured, checked.
 *
 * @param issuer the provider, exactly as it calls itself
 * @param console the address of the console, without a slash at its end
 */
record Settings(
        URI issuer,
        String clientId,
        String clientSecret,
        String title,
        String console,
        String scopes,
        String groupsClaim,
        String loginClaim) {

    /** @throws IllegalArgumentException when one of them makes no sense, with the cure */
    static Settings of(OpenIdConfig config) {
        URI issuer = address("issuer", config.issuer());
        URI console = address("publicUrl", config.publicUrl().replaceFirst("/+$", ""));
        if (config.client_id().isBlank()) {
            throw wrong("client.id", "", "Write what Ripen is called at the provider.");
        }
        return new Settings(
                issuer,
                config.client_id().strip(),
                config.client_secret().strip(),
                config.title().strip(),
                console.toString(),
                config.scopes().strip(),
                config.groups_claim().strip(),
                config.login_claim().strip());
    }

    /** Whether browsers come by TLS. */
    boolean isTls() {
        return console.startsWith("https:");
    }

    private static URI address(String key, String text) {
        try {
            URI uri = URI.create(text.strip());
            if (uri.getHost() != null
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null
                    && uri.getRawUserInfo() == null
                    && isSafe(uri)) {
                return uri;
            }
        } catch (IllegalArgumentException none) {
            // Said below.
        }
        throw wrong(key, text, "Write an https:// address; http:// is for trials at localhost only.");
    }

    /** Whether nobody on the way reads what is sent there. */
    static boolean isSafe(URI uri) {
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        String host = String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT);
        boolean local = host.equals("localhost")
                || host.endsWith(".localhost")
                || host.equals("[::1]")
                || host.matches("127(\\.\\d{1,3}){3}");
        return scheme.equals("https") || scheme.equals("http") && local;
    }

    private static IllegalArgumentException wrong(String key, String value, String cure) {
        return new IllegalArgumentException(
                key + " in etc/" + OpenIdConfig.PID + ".cfg is '" + value + "', which cannot be used. " + cure);
    }
}
