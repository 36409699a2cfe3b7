package io.ripen.sequence;

import io.ripen.crm.Company;
import io.ripen.crm.Contact;
import io.ripen.crm.PostalAddress;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The lead as the body of an exchange: what a route's conditions ask, such as {@code ${body.hasTag('VIP')}}. Every method
 * answers from memory; what a batch of leads needs was loaded for the batch. These methods, and those of the values that
 * they return, are all that a route's Simple expressions may call.
 *
 * <p>Belongs to the thread that runs the segment.
 */
@ProviderType
public interface Lead {
    Contact getContact();

    Enrollment getEnrollment();

    @Nullable String getFirstName();

    @Nullable String getLastName();

    @Nullable String getEmail();

    @Nullable String getPhone();

    @Nullable String getOwner();

    @Nullable String getSource();

    @Nullable String getStage();

    int getScore();

    @Nullable Company getCompany();

    @Nullable PostalAddress getAddress();

    boolean hasTag(String tag);

    /** A custom field's value, or null. */
    @Nullable Object field(String name);

    /** Whether a person (not a scanner) clicked a link of this name in a message to this lead. */
    boolean clicked(String link);

    /** Whether the message of this step was opened; an open alone proves little, see the documentation. */
    boolean opened(String step);

    /** Whether the lead wrote back since this enrollment began. */
    boolean replied();

    /** The outcome of a message step of this enrollment: {@code sent}, {@code refused}, {@code skipped}, {@code unknown}, or null. */
    @Nullable String outcome(String step);
}
