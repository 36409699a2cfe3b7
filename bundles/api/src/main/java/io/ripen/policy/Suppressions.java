package io.ripen.policy;

import io.ripen.channel.AddressKind;
import io.ripen.transaction.UnitOfWork;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Addresses and numbers that must not be written to. Kept by normalised address and not by contact, so that a duplicate or
 * re-imported contact stays opted out. An OSGi service; thread-safe.
 */
@ProviderType
public interface Suppressions {

    /**
     * One suppressed address.
     *
     * @param address E.164 or lower-case e-mail address
     * @param reason what led to it, in words, such as the text that the lead sent
     */
    record Suppression(AddressKind kind, String address, String reason, Instant since) {}

    /** Which of these are suppressed, by address; one statement. */
    Map<String, Suppression> among(UnitOfWork work, AddressKind kind, Collection<String> addresses);

    Optional<Suppression> find(AddressKind kind, String address);

    /** Suppresses an address in the caller's transaction; true when it was not before. */
    boolean add(UnitOfWork work, AddressKind kind, String address, String reason);

    /** Takes a suppression back; true when there was one. */
    boolean remove(UnitOfWork work, AddressKind kind, String address, String reason);
}
