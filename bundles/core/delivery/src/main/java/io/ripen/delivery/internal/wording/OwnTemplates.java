package io.ripen.delivery.internal.wording;

import io.ripen.core.store.Stores;
import io.ripen.core.store.TemplateOverrideRow;
import io.ripen.core.store.TemplateOverrideStore;
import io.ripen.sequence.SequenceId;
import io.ripen.team.TeamId;
import io.ripen.transaction.UnitOfWork;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The templates that teams word by themselves, in memory. Once a second a small read tells whether another node changed one;
 * what this node changes counts at once. Thread-safe.
 */
@Component(service = OwnTemplates.class)
public final class OwnTemplates {
    private static final long FRESH = Duration.ofSeconds(1).toNanos();

    private final Stores stores;
    private volatile Kept kept = new Kept("", 0, Map.of());
    private volatile boolean asked;

    /**
     * A template in a team's own words.
     *
     * @param version differs whenever the content does
     */
    public record Own(String content, String version) {}

    private record Key(String team, String sequence, String file) {}

    private record Kept(String stamp, long readAt, Map<Key, Own> templates) {}

    @Activate
    public OwnTemplates(@Reference Stores stores) {
        this.stores = stores;
    }

    /** What teams have now. To be asked for once for each batch. */
    public Snapshot now(UnitOfWork work) {
        Kept before = kept;
        if (!asked || System.nanoTime() - before.readAt() > FRESH) {
            TemplateOverrideStore store = stores.templateOverrides();
            long readAt = System.nanoTime();
            // The stamp first: what is changed between the two reads is read once more a second later.
            String stamp = store.stamp(work);
            Map<Key, Own> templates = stamp.equals(before.stamp()) ? before.templates() : read(store, work);
            kept = new Kept(stamp, readAt, templates);
            asked = true;
        }
        Map<Key, Own> templates = kept.templates();
        return (team, sequence, file) ->
                templates.isEmpty() ? null : templates.get(new Key(team.value(), sequence.value(), file));
    }

    /** After a change was committed: the next batch reads anew. */
    public void forget() {
        asked = false;
    }

    /** What teams had at one moment. */
    @FunctionalInterface
    public interface Snapshot {
        /** Null when the team uses the sequence's own. */
        @Nullable Own find(TeamId team, SequenceId sequence, String file);
    }

    private static Map<Key, Own> read(TemplateOverrideStore store, UnitOfWork work) {
        Map<Key, Own> templates = new HashMap<>();
        for (TemplateOverrideRow row : store.all(work)) {
            templates.put(
                    new Key(row.team(), row.sequence(), row.file()),
                    new Own(row.content(), "own:" + digest(row.content())));
        }
        return Map.copyOf(templates);
    }

    private static String digest(String content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no SHA-256, which every Java must have.", e);
        }
    }
}
