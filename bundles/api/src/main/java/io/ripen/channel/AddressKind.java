package io.ripen.channel;

/** Which of a contact's addresses a channel writes to; also the scope of a suppression. */
public enum AddressKind {
    /** The phone number in E.164. */
    PHONE,
    /** The e-mail address. */
    EMAIL,
    /** None: the touch goes to nobody outside, such as a task for the owner. */
    NONE
}
