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

    /**
     * Whether the lead wrote back since this enrollment began, and some reply has these words in it: whole words, as
     * {@link io.ripen.text.WrittenText} finds them.
     */
    boolean repliedWith(String text);

    /** How often the lead viewed a page whose path begins with this, within so long, such as {@code 5 days}. */
    int visits(String page, String within);

    /** Whether the lead viewed a page whose path begins with this since the enrollment began. */
    boolean visited(String page);

    /** The event type that ended the wait of this step, {@code timeout} when none came in time, or null before that. */
    @Nullable String came(String step);

    /** How many of the last e-mails to this lead, in a row, were not opened by a person (nor clicked, nor answered). */
    int getUnopenedInRow();

    /** How many of the last e-mails to this lead, in a row, were opened by a person. */
    int getOpenedInRow();

    /** Whole days since the lead last did something (replied, clicked, visited, opened); since the enrollment if never. */
    int getDaysSinceEngagement();

    /** The way that was chosen for this run, or null. */
    @Nullable String getPath();

    /** Whether the score reached the threshold for sales. */
    boolean isSalesReady();

    /** The outcome of a message step of this enrollment: {@code sent}, {@code refused}, {@code skipped}, {@code unknown}, or null. */
    @Nullable String outcome(String step);
}
