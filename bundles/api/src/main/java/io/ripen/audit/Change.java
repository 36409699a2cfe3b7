package io.ripen.audit;

import io.ripen.access.Actor;
import io.ripen.team.TeamId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What somebody changed, for the audit log.
 *
 * <pre>{@code
 * audit.record(work, Change.of(by, "account.changed", "account:7")
 *         .value("admin", false, true)
 *         .personal("email", before.email(), after.email())
 *         .secret("password"));
 * }</pre>
 *
 * <p>A value that stayed the same is left out. Belongs to one thread.
 */
public final class Change {
    private final Actor by;
    private final String action;
    private final String target;
    private @Nullable TeamId team;
    private final Map<String, Value> values = new LinkedHashMap<>();
    private final Map<String, Value> personal = new LinkedHashMap<>();

    /**
     * One value before and after; null for none. Plain JSON values.
     *
     * @param from null when there was none
     * @param to null when there is none any more
     */
    public record Value(@Nullable Object from, @Nullable Object to) {}

    private Change(Actor by, String action, String target) {
        this.by = by;
        this.action = action;
        this.target = target;
    }

    /**
     * A change.
     *
     * @param action what was done, such as {@code account.changed}: 1 to 100 characters
     * @param target to what, as kind and id, such as {@code account:7}: 1 to 400 characters; without a name, an address or another
     *     value that is personal, since it stays readable
     */
    public static Change of(Actor by, String action, String target) {
        return new Change(by, action, target);
    }

    /** The team that it belongs to, whose managers see it. Without one only admins do. */
    public Change in(@Nullable TeamId whose) {
        team = whose;
        return this;
    }

    /** A value that says nothing personal of a lead. */
    public Change value(String name, @Nullable Object from, @Nullable Object to) {
        if (!Objects.equals(from, to)) {
            values.put(name, new Value(from, to));
        }
        return this;
    }

    /** How many, or what else goes with the change and was not changed by it. */
    public Change with(String name, @Nullable Object fact) {
        return value(name, null, fact);
    }

    /** A value that is personal: nobody reads it any more once the target was erased. */
    public Change personal(String name, @Nullable Object from, @Nullable Object to) {
        if (!Objects.equals(from, to)) {
            personal.put(name, new Value(from, to));
        }
        return this;
    }

    /** A secret was changed. The log says that, and never which it is. */
    public Change secret(String name) {
        values.put(name, new Value("secret", "changed"));
        return this;
    }

    public Actor by() {
        return by;
    }

    public String action() {
        return action;
    }

    public String target() {
        return target;
    }

    public @Nullable TeamId team() {
        return team;
    }

    /** What stays readable, in the order in which it was said. */
    public Map<String, Value> values() {
        return Collections.unmodifiableMap(values);
    }

    /** What is sealed, in the order in which it was said. */
    public Map<String, Value> personal() {
        return Collections.unmodifiableMap(personal);
    }

    /** Whether nothing differs: such a change needs no entry. */
    public boolean isEmpty() {
        return values.isEmpty() && personal.isEmpty();
    }
}
