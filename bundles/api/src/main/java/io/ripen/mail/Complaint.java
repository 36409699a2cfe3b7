package io.ripen.mail;

import java.util.List;

/**
 * A report about a mail of ours.
 *
 * @param type feedback type of RFC 5965 in lower case: {@code abuse}, {@code fraud}, {@code virus}, {@code opt-out},
 *     {@code not-spam}, {@code auth-failure}, {@code other}
 * @param recipients who complained, as far as the report names them
 */
public record Complaint(String type, List<String> recipients) {
    public Complaint {
        recipients = List.copyOf(recipients);
    }

    /** Whether the recipient does not want our mails; an authentication report or "not spam" says nothing of the kind. */
    public boolean unwanted() {
        return !type.equals("not-spam") && !type.equals("auth-failure") && !type.equals("dmarc");
    }
}
