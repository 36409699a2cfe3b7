package io.ripen.trigger.hooks.internal;

import io.ripen.event.EventTypes;

/** What a provider of mail may tell about an address. */
enum MailWord {
    /** It does not exist, and will not. */
    HARD_BOUNCE(EventTypes.EMAIL_BOUNCED),
    /** This mail did not arrive; another may. */
    SOFT_BOUNCE(EventTypes.EMAIL_BOUNCED),
    /** Its owner called a mail spam. */
    COMPLAINT(EventTypes.EMAIL_COMPLAINED),
    /** Its owner wants no more. */
    OPT_OUT(EventTypes.OPT_OUT),
    /** Nothing that counts for the address. */
    NOTHING("");

    private final String type;

    MailWord(String type) {
        this.type = type;
    }

    /** The type of the event that it becomes. */
    String type() {
        return type;
    }

    static MailWord bounce(boolean hard) {
        return hard ? HARD_BOUNCE : SOFT_BOUNCE;
    }
}
