package io.ripen.channel;

import java.util.List;

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
     * and so are the dots of Gmail. A number with its country code: E.164 without what some write and others do not, such as the 1 of Mexico's
     * mobile phones; a national number stays as it is. The key of a key is the same.
     */
    public String key(String address) {
        return this == EMAIL ? MailAddressKey.of(address) : PhoneNumberKey.of(address);
    }

    /**
     * The {@link #key}, and the other forms under which the same number may be kept from earlier or by an address book. To look an
     * address up where it is kept as it was given; the first is the key.
     */
    public List<String> spellings(String address) {
        return this == PHONE ? PhoneNumberKey.spellings(address) : List.of(key(address));
    }
}
