package io.ripen.openid.internal;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.openid.connect.sdk.AuthenticationErrorResponse;
import com.nimbusds.openid.connect.sdk.AuthenticationResponse;
import com.nimbusds.openid.connect.sdk.AuthenticationResponseParser;
import io.ripen.access.Actor;
import io.ripen.access.ExternalIdentities;
import io.ripen.access.ExternalPerson;
import io.ripen.access.InvalidAccountException;
import io.ripen.access.NoEntryException;
import io.ripen.access.SessionCookie;
import io.ripen.access.WebSessions;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Objects;
import java.util.Optional;
import javax.servlet.http.Cookie;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A sign-in as a browser goes through it. Thread-safe. */
final class BrowserSignIn {
    private static final Logger LOG = LoggerFactory.getLogger(BrowserSignIn.class);
    private static final int LONGEST_TICKET = 200;

    private final Settings settings;
    private final Provider provider;
    private final SignInProtocol protocol;
    private final ExternalIdentities identities;
    private final WebSessions sessions;

    BrowserSignIn(
            Settings settings,
            Provider provider,
            SignInProtocol protocol,
            ExternalIdentities identities,
            WebSessions sessions) {
        this.settings = settings;
        this.provider = provider;
        this.protocol = protocol;
        this.identities = identities;
        this.sessions = sessions;
    }

    /** What a sign-in page shows of it, as JSON. */
    String description() {
        return "{\"configured\":true,\"title\":\"" + Page.jsonText(settings.title())
                + "\",\"start\":\"/openid/start\"}";
    }

    void start(HttpServletRequest request, HttpServletResponse response) throws ProviderException, IOException {
        String ticket = Objects.requireNonNullElse(request.getParameter("join"), "");
        SignInProtocol.Begun begun = protocol.begin(
                LocalPath.of(request.getParameter("returnTo")), ticket.length() > LONGEST_TICKET ? "" : ticket);
        response.addHeader("Set-Cookie", begun.flow().cookie(settings.isTls()));
        go(response, begun.address().toString());
    }

    void finish(HttpServletRequest request, HttpServletResponse response) throws ProviderException, IOException {
        Optional<SignInFlow> flow =
                cookie(request, SignInFlow.cookieName(settings.isTls())).flatMap(SignInFlow::read);
        response.addHeader("Set-Cookie", SignInFlow.forget(settings.isTls()));
        Optional<AuthenticationResponse> answer = answer(request);
        if (flow.isEmpty()
                || answer.isEmpty()
                || answer.get().getState() == null
                || !same(flow.get().state(), answer.get().getState().getValue())) {
            over(response);
            return;
        }
        String told = answer.get().getIssuer() == null
                ? null
                : answer.get().getIssuer().getValue();
        if (told != null && !told.equals(settings.issuer().toString())) {
            throw new ProviderException("The answer comes from " + told + " and not from " + settings.issuer() + ".");
        }
        if (answer.get() instanceof AuthenticationErrorResponse error) {
            LOG.warn(
                    "The provider {} signed nobody in: {}",
                    settings.issuer(),
                    error.getErrorObject().getCode());
            Page.show(
                    response,
                    403,
                    "You were not signed in",
                    "Your company's sign-in was cancelled or refused. Please try again, or ask its administrator.");
            return;
        }
        AuthorizationCode code = answer.get().toSuccessResponse().getAuthorizationCode();
        if (code == null) {
            over(response);
            return;
        }
        enter(protocol.finish(flow.get(), code.getValue()), flow.get(), request, response);
    }

    private static void over(HttpServletResponse response) throws IOException {
        Page.show(
                response,
                400,
                "This sign-in is over",
                "It took more than ten minutes, was begun in another browser, or was finished already. Nobody was signed"
                        + " in. Please sign in from the start.");
    }

    private void enter(ExternalPerson person, SignInFlow flow, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        try {
            if (!flow.ticket().isEmpty()) {
                identities.join(flow.ticket(), person);
                go(response, settings.console() + flow.returnTo());
                return;
            }
            Actor actor = identities.enter(person);
            WebSessions.Opened opened = sessions.open(
                    actor,
                    "",
                    new WebSessions.From(
                            String.valueOf(request.getRemoteAddr()),
                            Objects.requireNonNullElse(request.getHeader("User-Agent"), "")));
            // The key is new with each sign-in, so that nobody who planted one gets in with it.
            cookie(request, settings.isTls() ? SessionCookie.SECURE : SessionCookie.LOCAL)
                    .ifPresent(sessions::end);
            response.addHeader("Set-Cookie", SessionCookie.header(settings.isTls(), opened.key()));
            go(response, settings.console() + flow.returnTo());
        } catch (NoEntryException refused) {
            Page.show(response, 403, "You cannot come in", String.valueOf(refused.getMessage()));
        } catch (InvalidAccountException wrong) {
            Page.show(response, 409, "Your account was not joined", String.valueOf(wrong.getMessage()), wrong.cure());
        }
    }

    /** The session here has ended before; this ends the one at the provider, where it offers that. */
    void signOut(HttpServletResponse response) throws ProviderException, IOException {
        String home = settings.console() + LocalPath.HOME;
        URI end = provider.metadata().getEndSessionEndpointURI();
        if (end == null || !Settings.isSafe(end)) {
            go(response, home);
            return;
        }
        String query = "client_id=" + encoded(settings.clientId()) + "&post_logout_redirect_uri=" + encoded(home);
        go(response, end + (end.getRawQuery() == null ? "?" : "&") + query);
    }

    private static Optional<AuthenticationResponse> answer(HttpServletRequest request) {
        try {
            return Optional.of(AuthenticationResponseParser.parse(
                    URI.create("https://localhost/openid/callback?" + request.getQueryString())));
        } catch (ParseException | IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    private static Optional<String> cookie(HttpServletRequest request, String name) {
        Cookie[] cookies = request.getCookies();
        for (Cookie each : cookies == null ? new Cookie[0] : cookies) {
            if (each.getName().equals(name)) {
                return Optional.of(each.getValue());
            }
        }
        return Optional.empty();
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static void go(HttpServletResponse response, String address) {
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader("Location", address);
    }
}
