package io.ripen.core.store;

import java.time.Instant;

/**
 * An event that waits for somebody who has its address.
 *
 * @param event as it is kept, without a contact
 * @param anyTeam whether it is for whichever team's contact comes first
 * @param address E.164, or the e-mail address in lower case
 */
public record StrangerRow(EventRow event, boolean anyTeam, String address) {

    /** Business time at which it came in. */
    public Instant receivedAt() {
        return event.receivedAt();
    }
}
