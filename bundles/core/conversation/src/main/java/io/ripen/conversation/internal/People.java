package io.ripen.conversation.internal;

import io.ripen.crm.Contact;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What people are called, and where they can be told something. */
final class People {
    private People() {}

    /** The name, else an address, else the number of the contact; never empty, one line. */
    static String name(Contact contact) {
        String name = Stream.of(contact.firstName(), contact.lastName())
                .filter(Objects::nonNull)
                .map(part -> part.replaceAll("\\p{Cntrl}+", " ").strip())
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" "));
        if (!name.isEmpty()) {
            return name;
        }
        return Stream.of(contact.email(), contact.phone())
                .filter(address -> address != null && !address.isBlank())
                .findFirst()
                .orElse("contact " + contact.id());
    }

    /** The owner's e-mail address, if the owner is one. */
    static Optional<String> ownerAddress(Contact contact) {
        String owner = contact.owner();
        if (owner == null) {
            return Optional.empty();
        }
        String address = owner.strip().toLowerCase(Locale.ROOT);
        int at = address.indexOf('@');
        boolean one = at > 0
                && at == address.lastIndexOf('@')
                && at < address.length() - 1
                && address.chars().noneMatch(c -> c <= ' ' || c == ',' || c == ';' || c == '<' || c == '>');
        return one ? Optional.of(address) : Optional.empty();
    }
}
