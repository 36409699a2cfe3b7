package io.ripen.conversation.internal;

import io.ripen.crm.Consent;
import io.ripen.crm.Contact;
import io.ripen.crm.ContactId;
import io.ripen.team.TeamId;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
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

    /** One of our own people as an addressee; no lead, and in no database. */
    static Contact own(TeamId team, String address) {
        return new Contact(
                new ContactId(0),
                team,
                null,
                null,
                null,
                address,
                null,
                null,
                Set.of(),
                null,
                null,
                null,
                null,
                0,
                null,
                null,
                Consent.UNKNOWN,
                Map.of(),
                Instant.EPOCH,
                0);
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
