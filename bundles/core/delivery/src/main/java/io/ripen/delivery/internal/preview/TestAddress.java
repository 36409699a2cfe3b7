package io.ripen.delivery.internal.preview;

import io.ripen.channel.AddressKind;
import io.ripen.crm.Contact;
import io.ripen.message.Drafts.NoDraftException;
import java.util.Locale;
import java.util.regex.Pattern;

/** The address of whoever tries a message. */
final class TestAddress {
    private static final Pattern E164 = Pattern.compile("\\+[1-9][0-9]{6,14}");
    private static final Pattern EMAIL =
            Pattern.compile("[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]{1,63}(?:\\.[A-Za-z0-9-]{1,63}){0,8}");

    private TestAddress() {}

    /** The lead, who can be reached at the tester's address and at no other. */
    static Contact at(Contact lead, AddressKind kind, String to) throws NoDraftException {
        return switch (kind) {
            case PHONE -> {
                String number = to.replaceAll("[ ()./-]", "");
                if (!E164.matcher(number).matches()) {
                    throw invalid("'" + shortened(to) + "' is no phone number with its country code. Write one such as"
                            + " +14155550100.");
                }
                yield with(lead, null, number);
            }
            case EMAIL -> {
                if (!EMAIL.matcher(to).matches()) {
                    throw invalid(
                            "'" + shortened(to) + "' is not one e-mail address. Write one such as ann@acme.example.");
                }
                yield with(lead, to.toLowerCase(Locale.ROOT), null);
            }
            case NONE -> throw invalid("The step reaches nobody by an address, so that it cannot be tried.");
        };
    }

    private static Contact with(
            Contact lead,
            @org.jspecify.annotations.Nullable String email,
            @org.jspecify.annotations.Nullable String phone) {
        return new Contact(
                lead.id(),
                lead.team(),
                lead.externalId(),
                lead.firstName(),
                lead.lastName(),
                email,
                phone,
                phone,
                lead.tags(),
                lead.owner(),
                lead.source(),
                lead.stage(),
                lead.timeZone(),
                lead.score(),
                lead.address(),
                lead.company(),
                lead.consent(),
                lead.fields(),
                lead.createdAt(),
                lead.version());
    }

    private static NoDraftException invalid(String message) {
        return new NoDraftException(NoDraftException.Kind.INVALID, message);
    }

    private static String shortened(String text) {
        return text.length() <= 50 ? text : text.substring(0, 50) + "…";
    }
}
