package io.ripen.delivery.internal.links;

import io.ripen.core.store.HitRow;
import io.ripen.core.store.LinkTarget;
import io.ripen.core.store.Stores;
import io.ripen.delivery.internal.links.LinkTokens.Purpose;
import io.ripen.delivery.internal.render.MessageLinks;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/** What links in messages become, and where they lead. Ids of targets are kept in memory: none is asked for twice. Thread-safe. */
@Component(service = Links.class, configurationPid = TrackingConfig.PID)
@Designate(ocd = TrackingConfig.class)
public final class Links {
    /** When there are more, all are forgotten and read again as they are needed. */
    private static final int KEPT = 50_000;

    private final Stores stores;
    private final LinkTokens tokens;
    private final TrackingSettings settings;
    private final Map<LinkTarget, Long> ids = new ConcurrentHashMap<>();
    private final Map<Long, LinkTarget> targets = new ConcurrentHashMap<>();

    @Activate
    public Links(@Reference Stores stores, TrackingConfig config) {
        this(stores, TrackingSettings.of(config));
    }

    public Links(Stores stores, TrackingSettings settings) {
        this.stores = stores;
        this.tokens = LinkTokens.of(stores);
        this.settings = settings;
    }

    public TrackingSettings settings() {
        return settings;
    }

    public LinkTokens tokens() {
        return tokens;
    }

    /** The links of one message. */
    public MessageLinks of(long message, boolean tracked) {
        return new OfMessage(message, tracked);
    }

    /**
     * Gives ids to targets that have none yet. In a transaction of its own, since a link must lead somewhere even when the
     * batch that first named it is rolled back.
     */
    public void keep(Collection<LinkTarget> wanted) {
        if (!settings.links() || ids.keySet().containsAll(wanted)) {
            return;
        }
        List<LinkTarget> unknown = new ArrayList<>();
        for (LinkTarget each : wanted) {
            if (!ids.containsKey(each)) {
                unknown.add(each);
            }
        }
        Map<LinkTarget, Long> found =
                stores.machineTransactions().call(work -> stores.links().keep(work, unknown));
        if (ids.size() + found.size() > KEPT) {
            ids.clear();
            targets.clear();
        }
        found.forEach((target, id) -> {
            ids.put(target, id);
            targets.put(id, target);
        });
    }

    /** Where a link leads; from memory when it can be. */
    public Optional<LinkTarget> target(long id) {
        LinkTarget known = targets.get(id);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<LinkTarget> found =
                stores.transactions().call(work -> stores.links().find(work, id));
        if (targets.size() > KEPT) {
            targets.clear();
        }
        found.ifPresent(target -> targets.put(id, target));
        return found;
    }

    private long id(LinkTarget target) {
        Long known = ids.get(target);
        while (known == null) {
            keep(List.of(target));
            known = ids.get(target);
        }
        return known;
    }

    /** Signs each address once, although text and HTML name it both. Belongs to one thread. */
    private final class OfMessage implements MessageLinks {
        private final long message;
        private final boolean tracked;
        private final Map<LinkTarget, String> signed = new HashMap<>(8);
        private @Nullable String pixel;
        private @Nullable String hidden;
        private @Nullable String unsubscribe;

        private OfMessage(long message, boolean tracked) {
            this.message = message;
            this.tracked = tracked;
        }

        @Override
        public String link(LinkTarget target) {
            return tracked && settings.links()
                    ? signed.computeIfAbsent(target, t -> address("/t/c/", Purpose.CLICK, id(t)))
                    : target.url();
        }

        @Override
        public String pixel() {
            if (pixel == null) {
                pixel = tracked && settings.opens() ? address("/t/o/", Purpose.OPEN, 0) + ".gif" : "";
            }
            return pixel;
        }

        @Override
        public String hidden() {
            if (hidden == null) {
                hidden = tracked && settings.hiddenLink() ? address("/t/c/", Purpose.CLICK, HitRow.HIDDEN) : "";
            }
            return hidden;
        }

        @Override
        public String unsubscribe() {
            if (unsubscribe == null) {
                unsubscribe = address("/t/u/", Purpose.UNSUBSCRIBE, 0);
            }
            return unsubscribe;
        }

        private String address(String path, Purpose purpose, long number) {
            return settings.publicUrl() + path + tokens.sign(purpose, message, number);
        }
    }
}
