package io.ripen.openid.internal;

import io.ripen.access.ExternalIdentities;
import io.ripen.access.WebSessions;
import io.ripen.transaction.Outage;
import io.ripen.transaction.StoreUnavailableException;
import java.io.IOException;
import java.util.Objects;
import javax.servlet.Servlet;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletAsyncSupported;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletPattern;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All addresses under {@code /openid/}, which browsers ask. Nothing that a request says is ever the target of a redirect but a path of
 * our own. Thread-safe.
 */
@Component(service = Servlet.class, configurationPid = OpenIdConfig.PID)
@Designate(ocd = OpenIdConfig.class)
@HttpWhiteboardServletName("ripen-openid")
@HttpWhiteboardServletPattern("/openid/*")
@HttpWhiteboardServletAsyncSupported
public final class OpenIdServlet extends HttpServlet {
    private static final long serialVersionUID = 1;
    private static final Logger LOG = LoggerFactory.getLogger(OpenIdServlet.class);

    private final transient @Nullable BrowserSignIn signIn;

    @Activate
    public OpenIdServlet(
            @Reference ExternalIdentities identities, @Reference WebSessions sessions, OpenIdConfig config) {
        if (config.issuer().isBlank()) {
            signIn = null;
        } else {
            Settings settings = Settings.of(config);
            ProviderClient client = new ProviderClient();
            Provider provider = new Provider(settings, client, System::nanoTime);
            signIn = new BrowserSignIn(
                    settings, provider, new SignInProtocol(settings, provider, client), identities, sessions);
        }
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("X-Content-Type-Options", "nosniff");
        String path = Objects.requireNonNullElse(request.getPathInfo(), "/");
        if (!request.getMethod().equals("GET") && !request.getMethod().equals("HEAD")) {
            response.setHeader("Allow", "GET, HEAD");
            Page.show(response, 405, "This address is only read", "Sign in from the start.");
        } else if (path.equals("/provider")) {
            Page.json(response, signIn == null ? "{\"configured\":false}" : signIn.description());
        } else if (signIn == null) {
            Page.show(
                    response,
                    404,
                    "There is no such sign-in here",
                    "Ripen's administrator has not set up signing in with a company's account.");
        } else {
            serve(signIn, path, request, response);
        }
    }

    private static void serve(
            BrowserSignIn signIn, String path, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        try {
            switch (path) {
                case "/start" -> signIn.start(request, response);
                case "/callback" -> signIn.finish(request, response);
                case "/signout" -> signIn.signOut(response);
                default -> Page.show(response, 404, "This address leads nowhere", "Sign in from the start.");
            }
        } catch (ProviderException away) {
            LOG.warn("A sign-in by OpenID failed: {}", away.getMessage());
            Page.show(
                    response,
                    502,
                    "Your company's sign-in did not work",
                    "Nobody was signed in. Please try again; if it happens again, tell Ripen's administrator, who finds the"
                            + " reason in the log.");
        } catch (StoreUnavailableException away) {
            Outage.tell("sign somebody in by OpenID", away);
            response.setHeader("Retry-After", "30");
            Page.show(response, 503, "Not possible right now", "Nobody was signed in. Please try again in a minute.");
        } catch (RuntimeException failed) {
            LOG.error("A sign-in by OpenID failed. Nobody was signed in.", failed);
            Page.show(response, 500, "Something went wrong", "Nobody was signed in. Please try again later.");
        }
    }
}
