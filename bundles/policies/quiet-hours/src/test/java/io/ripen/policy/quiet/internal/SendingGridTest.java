package io.ripen.policy.quiet.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripen.channel.AddressKind;
import io.ripen.crm.Consent;
import io.ripen.crm.Contact;
import io.ripen.crm.ContactId;
import io.ripen.crm.PostalAddress;
import io.ripen.delivery.MessageId;
import io.ripen.policy.Decision;
import io.ripen.policy.Send;
import io.ripen.policy.SendPath;
import io.ripen.team.Team;
import io.ripen.team.TeamId;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Every half hour of five weeks, two of them with a change of the clocks and three with holidays, in 26 zones (one week: 3)
 * under the laws of 31 states, against grid.txt, which oracle.py wrote with python's own time zones and its own table of laws.
 */
class SendingGridTest {
    private static final Duration SLOT = Duration.ofMinutes(30);
    private static final int WEEK = 7 * 48;
    private static final Team TEAM = new Team(TeamId.DEFAULT, "Default", ZoneId.of("UTC"), "US", Map.of());

    private final QuietHoursPolicy policy = new QuietHoursPolicy(Hours.usual(), (work, contacts) -> Map.of());

    @Test
    void everyHalfHourIsAsTheOracleSays() throws IOException {
        int lines = 0;
        int allowed = 0;
        try (BufferedReader grid = new BufferedReader(
                new InputStreamReader(SendingGridTest.class.getResourceAsStream("grid.txt"), StandardCharsets.UTF_8))) {
            for (String line = grid.readLine(); line != null; line = grid.readLine()) {
                if (!line.startsWith("#")) {
                    allowed += check(line);
                    lines++;
                }
            }
        }
        assertThat(lines).isEqualTo(2 * (4 * (26 * 31 + 6) + 3 * 31 + 6));
        assertThat(allowed).isGreaterThan(100_000);
    }

    private int check(String line) {
        String[] words = line.split(" ");
        Instant start = LocalDate.parse(words[0]).atStartOfDay(ZoneOffset.UTC).toInstant();
        boolean byNumber = words[1].length() == 3;
        Contact contact = contact(byNumber ? null : words[1], byNumber ? null : words[2]);
        String number = byNumber ? "+1" + words[1] + "5550123" : "+12125550123";
        SendPath path = words[3].equals("answer") ? SendPath.HAND : SendPath.SEQUENCE;
        BitSet open = open(words[4]);
        int allowed = 0;
        for (int slot = 0; slot < WEEK; slot++) {
            Instant at = start.plus(SLOT.multipliedBy(slot));
            Decision decision = policy.decide(List.of(send(contact, number, path, at)), Runnable::run)
                    .get(0);
            if (decision instanceof Decision.Allow allow) {
                assertThat(open.get(slot)).as("allowed at %s: %s", at, line).isTrue();
                Instant end = start.plus(SLOT.multipliedBy(open.nextClearBit(slot)));
                assertThat(allow.until())
                        .as("end of the window after %s: %s", at, line)
                        .isAfter(end.minus(SLOT))
                        .isBeforeOrEqualTo(end);
                allowed++;
            } else {
                assertThat(open.get(slot)).as("held at %s: %s", at, line).isFalse();
                int next = open.nextSetBit(slot);
                Instant first = start.plus(SLOT.multipliedBy(next < 0 ? 11 * 48 : next));
                Instant until = ((Decision.Hold) decision).until();
                if (next < 0) {
                    assertThat(until).as("after %s: %s", at, line).isAfter(first.minus(SLOT));
                } else {
                    // Kathmandu's hours begin between two half hours.
                    assertThat(until)
                            .as("first moment after %s: %s", at, line)
                            .isAfter(first.minus(SLOT))
                            .isBeforeOrEqualTo(first);
                }
            }
        }
        return allowed;
    }

    private static BitSet open(String spans) {
        BitSet open = new BitSet();
        if (!spans.equals("none")) {
            for (String span : spans.split(",")) {
                int dash = span.indexOf('-');
                open.set(Integer.parseInt(span.substring(0, dash)), Integer.parseInt(span.substring(dash + 1)));
            }
        }
        return open;
    }

    private static Contact contact(String zone, String state) {
        return new Contact(
                new ContactId(1),
                TeamId.DEFAULT,
                null,
                "Ann",
                null,
                null,
                null,
                null,
                Set.of(),
                null,
                null,
                null,
                zone == null ? null : ZoneId.of(zone),
                0,
                state == null ? null : new PostalAddress(null, null, state, null, "US"),
                null,
                Consent.UNKNOWN,
                Map.of(),
                Instant.EPOCH,
                1);
    }

    private static Send send(Contact contact, String number, SendPath path, Instant at) {
        return new Send(
                new MessageId(1),
                path,
                TEAM,
                contact,
                "sms",
                AddressKind.PHONE,
                number,
                "Hello",
                at,
                Send.USUAL_PRIORITY,
                null,
                null,
                null);
    }
}
