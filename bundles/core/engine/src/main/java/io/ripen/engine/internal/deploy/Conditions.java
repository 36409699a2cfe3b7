package io.ripen.engine.internal.deploy;

import io.ripen.engine.internal.check.Installed;
import io.ripen.trigger.Trigger;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Filters of triggers, each prepared once by the trigger that is installed now. Thread-safe. */
final class Conditions {
    private static final Logger LOG = LoggerFactory.getLogger(Conditions.class);
    /** They come from deployed files, so there are few; the limit is for the unforeseen. */
    private static final int MOST = 10_000;

    private static final Trigger.Condition NEVER = (event, contact) -> false;

    private record Key(String on, Map<String, String> options) {}

    private record Prepared(Trigger by, Trigger.Condition condition) {}

    private final Installed installed;
    private final Map<Key, Prepared> prepared = new ConcurrentHashMap<>();

    Conditions(Installed installed) {
        this.installed = installed;
    }

    Trigger.Condition of(String on, Map<String, String> options) {
        Optional<Trigger> trigger = installed.trigger(on);
        if (trigger.isEmpty()) {
            return NEVER;
        }
        Key key = new Key(on, Map.copyOf(options));
        Prepared known = prepared.get(key);
        if (known == null || known.by() != trigger.get()) {
            if (prepared.size() >= MOST) {
                prepared.clear();
            }
            known = new Prepared(trigger.get(), prepared(trigger.get(), on, options));
            prepared.put(key, known);
        }
        return known.condition();
    }

    /** The trigger that it was checked with may have gone, and another one may know of the type and refuse it. */
    private static Trigger.Condition prepared(Trigger trigger, String on, Map<String, String> options) {
        try {
            return trigger.awaited(on, options);
        } catch (IllegalArgumentException refused) {
            LOG.info("Nobody's wait for {} ends by it now: {}", on, refused.getMessage());
            return NEVER;
        }
    }
}
