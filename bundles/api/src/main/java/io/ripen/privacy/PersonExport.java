package io.ripen.privacy;

import io.ripen.access.Actor;
import io.ripen.access.RefusedException;
import io.ripen.crm.ContactId;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * All that is kept of one contact, to hand it to the person. What others are to keep for themselves is not in it: names of our own people,
 * other contacts, secrets. An OSGi service; thread-safe.
 */
@ProviderType
public interface PersonExport {

    /** Takes what is kept. */
    @FunctionalInterface
    interface Sink {
        /**
         * One row.
         *
         * @param kind such as {@code messages}; all rows of a kind come one after the other
         * @param row plain values by name; what is not known is missing
         */
        void row(String kind, Map<String, Object> row) throws IOException;
    }

    /** What is kept, ready to be read. */
    @FunctionalInterface
    interface Document {
        /**
         * Reads it, some hundred rows at a time, so that it needs little memory however much there is.
         *
         * @throws IOException what the sink throws
         */
        void read(Sink to) throws IOException;
    }

    /**
     * Looks for the contact, and records in the audit log who took its data out.
     *
     * @return empty when there is no such contact in a team of the actor
     * @throws RefusedException when the actor is no manager of the team
     */
    Optional<Document> of(Actor by, ContactId id);
}
