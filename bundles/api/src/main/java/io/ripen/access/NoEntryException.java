package io.ripen.access;

/** Somebody whom another system recognised may not come in. The message may be shown to them, and says nothing of the rules. */
public class NoEntryException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Why. */
    public enum Reason {
        /** None of their groups has a role here. */
        NO_GROUP,
        /** They are new, and have so many groups that the other system did not tell them. */
        TOO_MANY_GROUPS,
        /** Their account is disabled. */
        DISABLED
    }

    private final Reason reason;

    public NoEntryException(Reason reason) {
        super(
                switch (reason) {
                    case NO_GROUP ->
                        "You have been recognised, but none of your groups opens Ripen. Ask its administrator.";
                    case TOO_MANY_GROUPS ->
                        "You have been recognised, but you are in so many groups that your company's sign-in does not"
                                + " tell them. Ask Ripen's administrator.";
                    case DISABLED ->
                        "You have been recognised, but your account is disabled. Ask Ripen's administrator.";
                });
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
