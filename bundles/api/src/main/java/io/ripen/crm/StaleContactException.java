package io.ripen.crm;

/** Somebody changed the contact since the version that a change was based on. Nothing was written; read it again. */
public class StaleContactException extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final transient ContactId contact;
    private final int expected;

    public StaleContactException(ContactId contact, int expected) {
        super("Contact " + contact + " is no longer at version " + expected
                + ", so nothing was changed. Read it again and repeat the change on what it is now.");
        this.contact = contact;
        this.expected = expected;
    }

    public ContactId contact() {
        return contact;
    }

    public int expected() {
        return expected;
    }
}
