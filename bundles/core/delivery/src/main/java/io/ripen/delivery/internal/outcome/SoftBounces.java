package io.ripen.delivery.internal.outcome;

import io.ripen.channel.AddressKind;
import io.ripen.core.store.Stores;
import io.ripen.delivery.internal.gate.GateConfig;
import io.ripen.transaction.UnitOfWork;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Counts the messages that did not reach an address for a reason that may pass. One says nothing; several in a month say that
 * nobody reads there. By the address and over all teams, each message once, in rows that stay locked until the outcome is
 * committed, so that two nodes count together. Thread-safe.
 */
@Component(service = SoftBounces.class, configurationPid = GateConfig.PID)
public final class SoftBounces {
    private static final String MEMORY = "soft-bounces";
    private static final int MOST_DAYS = 365;
    /** More than these are not kept: the count is over long before. */
    private static final int MOST = 100;

    private final Stores stores;
    private final int most;
    private final Duration window;

    /**
     * A message that did not arrive.
     *
     * @param address as it was written to
     */
    record Bounced(AddressKind kind, String address, long message) {
        String name() {
            return kind + ":" + kind.key(address);
        }
    }

    @Activate
    public SoftBounces(@Reference Stores stores, GateConfig config) {
        this(stores, config.soft_bounces(), config.soft_bounce_days());
    }

    private SoftBounces(Stores stores, int most, int days) {
        this.stores = stores;
        this.most = Math.min(MOST, most);
        this.window = Duration.ofDays(Math.max(1, Math.min(MOST_DAYS, days)));
    }

    /**
     * Without OSGi.
     *
     * @param most with so many an address is given up; 0 for never
     */
    public static SoftBounces of(Stores stores, int most, int days) {
        return new SoftBounces(stores, most, days);
    }

    /**
     * Counts these.
     *
     * @return for each with which its address has had enough, how many there were in how many days, in words; else null
     */
    List<@Nullable String> count(UnitOfWork work, List<Bounced> bounced) {
        List<@Nullable String> answers = new ArrayList<>(bounced.size());
        if (most <= 0 || bounced.isEmpty()) {
            bounced.forEach(each -> answers.add(null));
            return answers;
        }
        Instant now = stores.clock().instant();
        Map<String, Map<Long, Instant>> kept = new HashMap<>();
        List<String> names = bounced.stream().map(Bounced::name).distinct().toList();
        Map<String, String> texts = stores.policyMemory().lock(work, MEMORY, names);
        names.forEach(name -> kept.put(name, read(texts.get(name), now.minus(window))));
        for (Bounced each : bounced) {
            Map<Long, Instant> messages = kept.getOrDefault(each.name(), new TreeMap<>());
            messages.putIfAbsent(each.message(), now);
            if (messages.size() < most) {
                answers.add(null);
            } else {
                // Counted anew from here on, so that an address that a person frees has its whole chance.
                messages.clear();
                answers.add(most + (most == 1 ? " message" : " messages") + " in " + window.toDays()
                        + (window.toDays() == 1 ? " day" : " days") + " did not reach the address");
            }
        }
        Map<String, String> changed = new HashMap<>();
        kept.forEach((name, messages) -> changed.put(name, write(messages)));
        stores.policyMemory().keep(work, MEMORY, changed);
        return answers;
    }

    private static Map<Long, Instant> read(@Nullable String text, Instant since) {
        Map<Long, Instant> messages = new TreeMap<>();
        if (text == null || text.isEmpty()) {
            return messages;
        }
        for (String part : text.split(" ")) {
            int at = part.indexOf('@');
            Instant when = Instant.ofEpochSecond(Long.parseLong(part.substring(at + 1)));
            if (when.isAfter(since)) {
                messages.put(Long.parseLong(part.substring(0, at)), when);
            }
        }
        return messages;
    }

    private static String write(Map<Long, Instant> messages) {
        List<String> parts = new ArrayList<>(messages.size());
        messages.forEach((message, when) -> parts.add(message + "@" + when.getEpochSecond()));
        return String.join(" ", parts);
    }
}
