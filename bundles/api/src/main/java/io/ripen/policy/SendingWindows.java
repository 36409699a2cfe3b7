package io.ripen.policy;

import io.ripen.channel.AddressKind;
import io.ripen.crm.PostalAddress;
import io.ripen.team.Team;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * At which hours people may be written to, by the code that holds messages at night. An OSGi service; it is there when a
 * policy of quiet hours is installed. Thread-safe; answers from memory.
 */
@ProviderType
public interface SendingWindows {

    /** Where the lead's time zone is known from. */
    enum ZoneSource {
        /** The contact's own. */
        CONTACT,
        /** The postal address. */
        ADDRESS,
        /** The phone number. */
        PHONE,
        /** The team's: nothing is known of the lead. */
        TEAM;

        /** As it is written in JSON. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * May somebody be written to at a time?
     *
     * @param kind {@link AddressKind#PHONE} for a text, {@link AddressKind#EMAIL} for an e-mail, {@link AddressKind#NONE} for
     *     a call
     * @param timeZone the lead's own zone, or null
     * @param phone in any spelling, read in the team's country; or null
     * @param at the time in question
     */
    record Question(
            AddressKind kind,
            Team team,
            @Nullable ZoneId timeZone,
            @Nullable PostalAddress address,
            @Nullable String phone,
            Instant at) {}

    /**
     * The answer.
     *
     * @param allowed whether it may go at that time
     * @param until when allowed the end of the window, null for no end; else the next moment at which it may go
     * @param zones the zones that the lead may be in; all of them must allow
     * @param policy type of the policy that decided
     * @param reason a sentence with the facts
     */
    record Answer(
            boolean allowed,
            @Nullable Instant until,
            List<ZoneId> zones,
            ZoneSource zoneSource,
            String policy,
            String reason) {}

    /**
     * Answers for a message of a sequence to a lead who did not ask.
     *
     * @throws IllegalArgumentException when the phone number cannot be read
     */
    Answer ask(Question question);
}
