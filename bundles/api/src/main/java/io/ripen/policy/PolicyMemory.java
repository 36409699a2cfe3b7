package io.ripen.policy;

import io.ripen.transaction.UnitOfWork;
import java.util.Collection;
import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Small texts that a policy keeps between two questions, such as when a number was written to last. They are in the database,
 * so every node sees the same, and locked from reading until the transaction ends: of two nodes that ask about the same name
 * at the same time one waits for the other's decision. That is how a limit holds without counting first and sending then.
 *
 * <pre>{@code
 * Map<String, String> known = memory.lock(work, "my-policy", List.of("+14155550100"));
 * memory.keep(work, "my-policy", Map.of("+14155550100", "2026-11-22"));
 * }</pre>
 *
 * <p>An OSGi service; thread-safe.
 */
@ProviderType
public interface PolicyMemory {

    /**
     * Reads and locks, whether something is kept under a name or not. Ask for all names of a batch at once: two calls in one
     * transaction can wait for each other for ever, and the database then ends one of the two.
     *
     * @param policy the policy's type
     * @param names 1 to 400 characters each
     * @return what is kept, by name; a name under which nothing is kept is missing
     */
    Map<String, String> lock(UnitOfWork work, String policy, Collection<String> names);

    /** Keeps texts under names that this transaction has locked. */
    void keep(UnitOfWork work, String policy, Map<String, String> texts);
}
