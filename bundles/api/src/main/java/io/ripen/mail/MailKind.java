package io.ripen.mail;

/** What an inbound mail counts as. */
public enum MailKind {
    /** A person wrote it. */
    REPLY("reply"),
    /** A machine answered in a person's place: out of office, acknowledgement, read receipt, notice of a delivery. */
    AUTO_REPLY("auto-reply"),
    /** A mail of ours was not delivered, or not yet. */
    BOUNCE("bounce"),
    /** Somebody reported a mail of ours to the provider. */
    COMPLAINT("complaint"),
    /** None of these: a newsletter, or a mail that cannot be read. */
    OTHER("other");

    private final String word;

    MailKind(String word) {
        this.word = word;
    }

    /** The word for it in REST, events and tables. */
    public String word() {
        return word;
    }
}
