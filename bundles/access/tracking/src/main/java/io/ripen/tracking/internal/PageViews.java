package io.ripen.tracking.internal;

import io.ripen.event.Event;
import io.ripen.event.EventSource;
import io.ripen.event.EventTypes;
import io.ripen.event.Events;
import io.ripen.score.DecayingScore;
import io.ripen.time.RipenClock;
import io.ripen.tracking.Engagement;
import io.ripen.tracking.Sight;
import io.ripen.tracking.Tracking;
import io.ripen.tracking.Visitor;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.servlet.http.HttpServletRequest;

/**
 * Takes what the script of a page reports. Only a signed token says who it was; an e-mail address in the report is not even
 * looked at. Whoever asks not to be tracked is not.
 */
final class PageViews {
    private static final int MOST_URL = 2_000;
    private static final int MOST_TITLE = 300;
    /** A page that is loaded again within this is the same visit to it. */
    private static final long SAME_SECONDS = 10;

    private static final Pattern TOKEN = Pattern.compile("[?&]rp=[^&#]*");

    private final Tracking tracking;
    private final Events events;
    private final RipenClock clock;
    private final Sites sites;
    private final Sights sights;
    private final ViewLimits limits;

    PageViews(Tracking tracking, Events events, RipenClock clock, Sites sites, Sights sights, ViewLimits limits) {
        this.tracking = tracking;
        this.events = events;
        this.clock = clock;
        this.sites = sites;
        this.sights = sights;
        this.limits = limits;
    }

    /** Whether it was kept; the asker is not told. */
    boolean take(HttpServletRequest request) throws IOException, Refused {
        if ("1".equals(request.getHeader("DNT")) || "1".equals(request.getHeader("Sec-GPC"))) {
            return false;
        }
        if (!limits.allowsAddress(ClientAddress.group(request))) {
            throw new Refused(429, "That was a lot at once. Please try again in a minute.");
        }
        Map<String, String> report = Body.json(Body.text(request));
        URI page = Sites.http(shortened(report.getOrDefault("url", ""), MOST_URL));
        if (page == null) {
            throw new Refused(400, "url must be the page's whole address.");
        }
        if (!sites.isOurs(page)) {
            throw new Refused(403, "This page's host is not among sites in etc/" + WebConfig.PID + ".cfg.");
        }
        Sight sight = sights.of(request, false);
        String token = report.getOrDefault("visitor", "");
        if (sight.engagement() == Engagement.MACHINE || token.isEmpty()) {
            return false;
        }
        Optional<Visitor> visitor = tracking.visitor(token);
        if (visitor.isEmpty()) {
            return false;
        }
        if (!limits.allows(visitor.get().contact())) {
            throw new Refused(429, "That was a lot at once. Please try again in a minute.");
        }
        receive(visitor.get(), page, report, sight);
        return true;
    }

    private void receive(Visitor visitor, URI page, Map<String, String> report, Sight sight) {
        Map<String, Object> data = new HashMap<>();
        String path = page.getPath() == null || page.getPath().isEmpty() ? "/" : page.getPath();
        data.put("page", path);
        data.put("url", withoutToken(page.toString()));
        data.put("title", shortened(report.getOrDefault("title", ""), MOST_TITLE));
        URI referrer = Sites.http(shortened(report.getOrDefault("referrer", ""), MOST_URL));
        data.put("referrer", referrer == null ? "" : withoutToken(referrer.toString()));
        data.put("engagement", sight.engagement().word());
        data.put("agent", sight.agent());
        data.put("message", visitor.message().toString());
        if (!limits.scores(visitor.contact())) {
            data.put(DecayingScore.UNSCORED, true);
        }
        long window = clock.machine().instant().getEpochSecond() / SAME_SECONDS;
        events.receive(new Event(
                "view:" + visitor.contact().value() + ":" + Digest.of(page.toString()) + ":" + window,
                EventTypes.PAGE_VIEWED,
                visitor.team(),
                visitor.contact(),
                null,
                clock.instant(),
                EventSource.WEB,
                data));
    }

    private static String withoutToken(String url) {
        String plain = TOKEN.matcher(url).replaceAll("");
        // What was first is gone, so what came second is first now.
        return plain.indexOf('?') < 0 ? plain.replaceFirst("&", "?") : plain;
    }

    private static String shortened(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most);
    }
}
