package io.ripen.rest.internal.login;

import io.ripen.access.WebSessions;
import io.ripen.rest.internal.http.Needed;
import io.ripen.rest.internal.http.ProblemException;
import java.util.Objects;
import java.util.Optional;
import javax.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/** Signs people in and out in their browsers. Thread-safe. */
public final class SessionSignIn {
    private final Attempts attempts;
    private final Needed<WebSessions> sessions;

    public SessionSignIn(Attempts attempts, Needed<WebSessions> sessions) {
        this.attempts = attempts;
        this.sessions = sessions;
    }

    /**
     * Who signed in.
     *
     * @param csrfToken what a page has to send with each change
     * @param cookie what the browser is to keep; a secret
     */
    public record SignedIn(WebSessions.Opened session, String csrfToken, String cookie) {}

    /**
     * Signs somebody in, and ends the session that the browser had.
     *
     * @throws ProblemException 401 when the login is wrong, 403 when the browser may keep no session, 429 and 503 when it was not
     *     looked at
     */
    public SignedIn signIn(Headers headers, @Nullable HttpServletRequest request, String login, String password) {
        if (BrowserCookie.keep(headers, request, "").isEmpty()) {
            throw ProblemException.of(
                    403,
                    "https-needed",
                    "HTTPS needed",
                    "The browser reached Ripen without TLS, so everybody on the way could take the session. Nobody was"
                            + " signed in.",
                    "Put a proxy with TLS before Ripen and use its https:// address, or use http://localhost on the machine"
                            + " itself. Programs send the header Authorization and need no session.");
        }
        String address = request == null ? "" : String.valueOf(request.getRemoteAddr());
        WebSessions.From from =
                new WebSessions.From(address, Objects.requireNonNullElse(headers.get("User-Agent"), ""));
        WebSessions.Opened opened = attempts.check(
                        address,
                        new Credential.Basic(login, password),
                        credential -> attempts.callers().open(credential, from))
                .orElseThrow(() -> ProblemException.of(
                                401,
                                "login",
                                "Login needed",
                                "The login or the password is wrong.",
                                "Try again; capitals count in the password. An admin can set another one.")
                        .header("WWW-Authenticate", LoginFilter.CHALLENGE_TO_PAGE));
        // The key is new with each sign-in, so that nobody who planted one gets in with it.
        BrowserCookie.key(headers).ifPresent(sessions.get()::end);
        return new SignedIn(
                opened,
                CsrfToken.of(opened.key()),
                BrowserCookie.keep(headers, request, opened.key()).orElseThrow());
    }

    /** What a page has to send with each change; empty without the cookie of a session. */
    public static Optional<String> csrfToken(Headers headers) {
        return BrowserCookie.key(headers).map(CsrfToken::of);
    }

    /** What has the browser forget its session. */
    public static String forget(Headers headers) {
        return BrowserCookie.forget(headers);
    }
}
