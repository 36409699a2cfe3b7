package io.ripen.privacy;

import io.ripen.access.Actor;
import io.ripen.access.RefusedException;
import io.ripen.crm.ContactId;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** All that is kept of one contact, as JSON, to hand it to the person. An OSGi service; thread-safe. */
@ProviderType
public interface PersonExport {

    /**
     * What is kept, ready to be written.
     */
    @FunctionalInterface
    interface Document {
        /**
         * Writes UTF-8, some hundred rows at a time, so that it needs little memory. May be called once.
         *
         * @throws IOException when the target does not take it; what was written until then is no JSON
         */
        void write(OutputStream to) throws IOException;
    }

    /**
     * Looks for the contact and records in the audit log that its data were taken out.
     *
     * @return empty when there is no such contact in a team of the actor
     * @throws RefusedException when the actor is no manager of the team
     */
    Optional<Document> of(Actor by, ContactId id);
}
