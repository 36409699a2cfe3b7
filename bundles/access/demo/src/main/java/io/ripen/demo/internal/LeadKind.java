package io.ripen.demo.internal;

import io.ripen.channel.AddressKind;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The kinds of leads in the demo's file, and what each does. The name in lower case begins the external id of its leads. */
enum LeadKind {
    SILENT("never answers", "new-lead-14-day"),
    REPLIES_DAY_2("replies on day 2", "new-lead-14-day", Deed.text(2, "Yes, tell me more please")),
    REPLIES_MID_WAIT("replies on day 10, in mid-wait", "new-lead-14-day", Deed.text(10, "Sorry, was away. Call me?")),
    STOP("writes STOP on day 5", "new-lead-14-day", Deed.text(5, "STOP")) {
        @Override
        Set<AddressKind> suppressed() {
            return Set.of(AddressKind.PHONE, AddressKind.EMAIL);
        }
    },
    UNSUBSCRIBES("unsubscribes on day 9", "new-lead-14-day", Deed.event(9, "opt-out", Map.of(), true)) {
        @Override
        Set<AddressKind> suppressed() {
            return Set.of(AddressKind.PHONE, AddressKind.EMAIL);
        }
    },
    BOOKS("books an appointment on day 4", "new-lead-14-day", Deed.event(4, "appointment.booked", Map.of(), true)),
    CLICKS("clicks the case study on day 4", "new-lead-14-day", Deed.clicks(4, "case-study")),
    BAD_NUMBER("has a number that is refused", "new-lead-14-day") {
        @Override
        Set<String> unreachable() {
            return Set.of("sms");
        }

        @Override
        Set<AddressKind> suppressed() {
            return Set.of(AddressKind.PHONE);
        }
    },
    NO_PHONE("has no phone number", "new-lead-14-day") {
        @Override
        Set<String> unreachable() {
            return Set.of("sms");
        }
    },
    B2B_SILENT("B2B: never answers", "b2b-90-day"),
    B2B_READER("B2B: clicks the case study on day 10", "b2b-90-day", Deed.clicks(10, "case-study")),
    B2B_REPLIES(
            "B2B: answers by mail on day 14",
            "b2b-90-day",
            Deed.event(
                    14,
                    "email.received",
                    Map.of("channel", "email", "text", "Yes, that is interesting. When can you show it to us?"),
                    true)),
    B2B_BUYS("B2B: buys on day 50", "b2b-90-day", Deed.event(50, "purchased", Map.of(), true)),
    NEWSLETTER("is no lead at all", null);

    private final String words;
    private final @Nullable String sequence;
    private final List<Deed> deeds;

    LeadKind(String words, @Nullable String sequence, Deed... deeds) {
        this.words = words;
        this.sequence = sequence;
        this.deeds = List.of(deeds);
    }

    /** What such a lead does, for the table. */
    String words() {
        return words;
    }

    /** The sequence that such a lead runs through; null for none. */
    @Nullable String sequence() {
        return sequence;
    }

    List<Deed> deeds() {
        return deeds;
    }

    /** Channels by which such a lead cannot be reached. */
    Set<String> unreachable() {
        return Set.of();
    }

    /** Which of its addresses may be suppressed at the end; a lead of any other kind may still be written to. */
    Set<AddressKind> suppressed() {
        return Set.of();
    }

    /** Names of the links that such a lead clicks. */
    Set<String> clicks() {
        return deeds.stream()
                .filter(deed -> deed.act() instanceof Deed.Act.Happens happens
                        && happens.data().containsKey("link"))
                .map(deed ->
                        String.valueOf(((Deed.Act.Happens) deed.act()).data().get("link")))
                .collect(Collectors.toSet());
    }

    /** The deed that ends its sequence, if there is one. */
    Optional<Deed> stop() {
        return deeds.stream().filter(Deed::stops).findFirst();
    }

    String prefix() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    static LeadKind of(String externalId) {
        return Arrays.stream(values())
                .filter(kind -> externalId.startsWith(kind.prefix() + "-")
                        && externalId.substring(kind.prefix().length() + 1).matches("\\d+"))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The demo knows no kind of lead for '" + externalId
                        + "': begin the external id with one of its kinds, such as silent-001."));
    }
}
