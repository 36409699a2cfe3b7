package io.ripen.channel;

/** Which of a contact's addresses a channel writes to; also the scope of a suppression. */
public enum AddressKind {
    /** The phone number in E.164. */
    PHONE,
    /** The e-mail address. */
    EMAIL,
    /** None: the touch goes to nobody outside, such as a task for the owner. */
    NONE;

    /**
     * The one form under which an address is compared, so that an opt-out, a block or a cap holds however the address is
     * written. Only for comparing: messages go to the address as it was given.
     *
     * <p>Mail: lower case, the domain in ASCII; at providers that are known to ignore them, what follows a plus is left out,
     * and so are the dots of Gmail. A number must be in E.164 already and stays as it is. The key of a key is the same.
     */
    public String key(String address) {
        return this == EMAIL ? MailAddressKey.of(address) : address.strip();
    }
}
