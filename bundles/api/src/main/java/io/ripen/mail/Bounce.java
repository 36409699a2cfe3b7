package io.ripen.mail;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a mail of ours was not delivered.
 *
 * @param recipients whom it could not be delivered to, as the report names them; empty when it names nobody
 * @param hard true when the address can never be reached (no such user, no such domain, moved, accepts no mail); false when
 *     it may work another time or the fault lies elsewhere (full, blocked, too large, not yet delivered)
 * @param status enhanced status code of RFC 3463, such as {@code 5.1.1}; null when the report has none
 * @param delayed whether the mail is only late: it is still being tried, and may arrive yet
 */
public record Bounce(
        List<String> recipients, boolean hard, @Nullable String status, boolean delayed) {
    public Bounce {
        recipients = List.copyOf(recipients);
    }

    /** One that was given up. */
    public Bounce(List<String> recipients, boolean hard, @Nullable String status) {
        this(recipients, hard, status, false);
    }
}
