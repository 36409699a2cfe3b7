package io.ripen.mailbox.internal;

import io.ripen.core.store.MessageRow;
import io.ripen.crm.ContactId;
import io.ripen.team.TeamId;
import org.jspecify.annotations.Nullable;

/**
 * Whose a mail is.
 *
 * @param by how it was found
 * @param contact null when it is nobody's that we know
 * @param message the message of ours that it answers or is about
 */
record Match(
        @Nullable String by,
        @Nullable TeamId team,
        @Nullable ContactId contact,
        @Nullable MessageRow message) {
    static final String TOKEN = "token";
    static final String IN_REPLY_TO = "in-reply-to";
    static final String REFERENCES = "references";
    static final String ORIGINAL = "original";
    static final String SENDER = "sender";

    static final Match NOBODY = new Match(null, null, null, null);

    /** Whether it is certain that the mail came back from where our message went, and was not made up. */
    boolean certain() {
        return TOKEN.equals(by);
    }
}
