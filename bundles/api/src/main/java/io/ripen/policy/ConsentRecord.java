package io.ripen.policy;

import io.ripen.channel.AddressKind;
import io.ripen.crm.ContactId;
import io.ripen.team.TeamId;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One moment at which somebody allowed or forbade to be written to. Never changed; a later one counts instead.
 *
 * @param address as it was then, normalised
 * @param channel channel type, such as {@code sms}
 * @param source where it came from: {@code sms}, {@code email}, {@code form:NAME}, {@code api}, {@code import},
 *     {@code unsubscribe}, {@code complaint}, {@code person}, …
 * @param wording what was said or agreed to, word by word; null when that is not known
 * @param at business time
 * @param contact whom it was read of; null when nobody had the address
 * @param by the login of the person who recorded it; null when nobody did
 */
public record ConsentRecord(
        AddressKind kind,
        String address,
        String channel,
        State state,
        String source,
        @Nullable String wording,
        Instant at,
        @Nullable ContactId contact,
        @Nullable TeamId team,
        @Nullable String by) {

    /** Whether it allows or forbids. */
    public enum State {
        IN,
        OUT;

        /** {@code in} or {@code out}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
