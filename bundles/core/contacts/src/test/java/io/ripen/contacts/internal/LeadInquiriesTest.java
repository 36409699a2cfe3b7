package io.ripen.contacts.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripen.crm.Contact;
import io.ripen.crm.ContactDraft;
import io.ripen.crm.ContactId;
import io.ripen.event.Event;
import io.ripen.event.EventRule.Occurrence;
import io.ripen.event.EventSource;
import io.ripen.event.EventTypes;
import io.ripen.team.TeamId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LeadInquiriesTest {
    private final CrmFixture crm = new CrmFixture();
    private final LeadInquiries inquiries = new LeadInquiries(crm.stores);
    private final Instant now = crm.stores.clock().instant();

    @AfterEach
    void close() {
        crm.close();
    }

    private void happens(Contact contact, Instant at) {
        Event event = new Event(
                "e" + at, EventTypes.REPLY, TeamId.DEFAULT, contact.id(), null, at, EventSource.API, Map.of());
        crm.stores.transactions().call(work -> {
            inquiries.apply(work, List.of(new Occurrence(event, contact)));
            return true;
        });
    }

    private Map<ContactId, Instant> newest(Contact contact) {
        return crm.stores.transactions().call(work -> inquiries.newest(work, Set.of(contact.id())));
    }

    @Test
    void remembersWhenALeadWroteLast() {
        Contact ann = crm.create(new ContactDraft(
                TeamId.DEFAULT,
                null,
                "Ann",
                null,
                "ann@example.com",
                null,
                Set.of(),
                null,
                null,
                null,
                null,
                0,
                null,
                null,
                null,
                Map.of()));
        assertThat(newest(ann)).isEmpty();

        happens(ann, now.minus(Duration.ofHours(2)));
        happens(ann, now.minus(Duration.ofHours(5)));

        assertThat(newest(ann)).containsEntry(ann.id(), now.minus(Duration.ofHours(2)));
    }

    @Test
    void aSendersClockThatIsFarAheadDoesNotCount() {
        Contact ann = crm.create(new ContactDraft(
                TeamId.DEFAULT,
                null,
                "Ann",
                null,
                "ann@example.com",
                null,
                Set.of(),
                null,
                null,
                null,
                null,
                0,
                null,
                null,
                null,
                Map.of()));

        happens(ann, now.plus(Duration.ofDays(3_650)));

        assertThat(newest(ann).get(ann.id())).isBefore(now.plus(Duration.ofMinutes(5)));
    }

    @Test
    void countsWhatALeadDoesByThemselves() {
        assertThat(inquiries.types())
                .contains("reply", "form.submitted", "call.missed", "email.received")
                .doesNotContain("email.auto-reply", "message.opened");
    }
}
