package io.ripen.tracking.internal;

import io.ripen.tracking.Click;
import io.ripen.tracking.Engagement;
import io.ripen.tracking.Recipient;
import io.ripen.tracking.Sight;
import io.ripen.tracking.Tracking;
import io.ripen.transaction.Outage;
import io.ripen.transaction.StoreUnavailableException;
import java.io.IOException;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Function;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The addresses that stand in messages: pixel, link, unsubscribing. */
final class Messages {
    private static final Logger LOG = LoggerFactory.getLogger(Messages.class);
    private static final byte[] GIF =
            Base64.getDecoder().decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7");
    private static final int FOUND = 302;

    private final Tracking tracking;
    private final Sites sites;
    private final Sights sights;

    Messages(Tracking tracking, Sites sites, Sights sights) {
        this.tracking = tracking;
        this.sites = sites;
        this.sights = sights;
    }

    /** The image, whatever happens: a reader must not see a broken one. */
    void open(String token, HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            tracking.opened(token, sights.of(request, true));
        } catch (RuntimeException failed) {
            if (!Outage.tell("record an open", failed)) {
                LOG.error("An open could not be recorded; the image was served all the same.", failed);
            }
        }
        response.setStatus(HttpServletResponse.SC_OK);
        response.setContentType("image/gif");
        response.setHeader("Cache-Control", "no-store, no-cache, private, max-age=0");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setContentLength(GIF.length);
        response.getOutputStream().write(GIF);
    }

    void click(String token, HttpServletRequest request, HttpServletResponse response) throws IOException {
        Sight sight = sights.of(request, false);
        Optional<Click> click;
        try {
            click = read(token, each -> tracking.clicked(each, sight));
        } catch (StoreUnavailableException away) {
            Outage.tell("follow a link whose target is not in memory", away);
            Pages.later(response);
            return;
        }
        response.setHeader("X-Robots-Tag", "noindex");
        response.setHeader("Cache-Control", "no-store");
        if (click.isEmpty()) {
            Pages.notFound(response);
        } else if (click.get().target().isEmpty()) {
            Pages.show(response, 200, "Nothing to see here", "This link is there for programs only. Close this page.");
        } else {
            response.setStatus(FOUND);
            response.setHeader("Referrer-Policy", "no-referrer");
            response.setHeader(
                    "Location",
                    sight.engagement() == Engagement.MACHINE
                            ? click.get().target()
                            : sites.withVisitor(
                                    click.get().target(), click.get().visitor()));
        }
    }

    /** Asks; changes nothing, since programs follow links. */
    void askToUnsubscribe(String token, HttpServletRequest request, HttpServletResponse response) throws IOException {
        Sight sight = sights.of(request, false);
        Optional<Recipient> found = read(token, each -> tracking.recipient(each, sight));
        if (found.isEmpty()) {
            Pages.notFound(response);
        } else if (found.get().unsubscribed()) {
            done(response, found.get());
        } else {
            Recipient recipient = found.get();
            Pages.ask(
                    response,
                    "Unsubscribe from " + recipient.team().businessName() + "?",
                    "We will not write to " + masked(recipient.address()) + " any more.",
                    "Unsubscribe");
        }
    }

    /** RFC 8058 by a mail program, or the button of our own page; in both cases nothing more is asked. */
    void unsubscribe(String token, HttpServletRequest request, HttpServletResponse response)
            throws IOException, Refused {
        String body = Body.text(request);
        boolean oneClick = body.contains("List-Unsubscribe") && body.contains("One-Click");
        if (!oneClick && !body.contains("confirm=yes")) {
            throw new Refused(400, "To unsubscribe, send List-Unsubscribe=One-Click, or use the button of the page.");
        }
        Optional<Recipient> found = read(token, each -> tracking.unsubscribe(each, oneClick ? "one-click" : "page"));
        if (found.isEmpty()) {
            Pages.notFound(response);
        } else {
            done(response, found.get());
        }
    }

    /** A dash or underscore behind it may be the text's, and may be the token's own last character. */
    private static <T> Optional<T> read(String token, Function<String, Optional<T>> reader) {
        Optional<T> read = reader.apply(token);
        String bare = token.replaceFirst("[-_]{1,5}$", "");
        return read.isPresent() || bare.equals(token) ? read : reader.apply(bare);
    }

    private static void done(HttpServletResponse response, Recipient recipient) throws IOException {
        Pages.show(
                response,
                200,
                "You are unsubscribed",
                recipient.team().businessName() + " does not write to " + masked(recipient.address()) + " any more.",
                "You can close this page.");
    }

    /** Enough to know it again; a mail that was passed on must not tell everybody the whole address. */
    private static String masked(String address) {
        int at = address.indexOf('@');
        if (at > 0) {
            return address.charAt(0) + "•••" + address.substring(at);
        }
        return address.length() > 4 ? "•••" + address.substring(address.length() - 4) : "•••";
    }
}
