package io.ripen.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripen.core.fixtures.TestDatabase;
import io.ripen.crm.Consent;
import io.ripen.crm.Contact;
import io.ripen.crm.ContactId;
import io.ripen.crm.Projection.Slice;
import io.ripen.team.TeamId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Scores fade where they are read, and contacts can be paged through by zone. */
abstract class ContactScoresContract extends StoreContract {
    private static final Duration MONTH = Duration.ofDays(30);
    private Instant now = NOW;

    ContactScoresContract(TestDatabase database) {
        super(database);
    }

    @BeforeEach
    void followTheTestsClock() {
        now = NOW;
        stores.contacts().clock((InstantSource) () -> now);
        stores.contacts().fadeScores(MONTH);
    }

    @Test
    void a_score_that_somebody_set_stands() {
        Contact ann = saved("default", null, 80);
        now = now.plus(MONTH);
        assertThat(read(ann).score()).isEqualTo(80);

        write(with(read(ann), 60));
        now = now.plus(MONTH);
        assertThat(read(ann).score()).isEqualTo(60);
    }

    @Test
    void a_score_from_behaviour_is_halved_in_each_half_life() {
        Contact ann = scored(80);

        now = now.plus(MONTH);
        assertThat(read(ann).score()).isEqualTo(40);
        now = now.plus(MONTH);
        assertThat(read(ann).score()).isEqualTo(20);
        assertThat(in(work -> stores.contacts().lock(work, Set.of(ann.id())))
                        .get(ann.id())
                        .score())
                .isEqualTo(20);
    }

    @Test
    void other_changes_do_not_keep_it_from_fading() {
        Contact ann = scored(80);
        for (int day = 0; day < 60; day++) {
            now = now.plus(Duration.ofDays(1));
            write(read(ann));
        }

        assertThat(read(ann).score()).isEqualTo(20);
    }

    @Test
    void what_somebody_sets_then_fades_from_that_day_on() {
        Contact ann = scored(80);
        now = now.plus(MONTH);

        // The number that it had before it faded: meant all the same.
        write(with(read(ann), 80));

        assertThat(read(ann).score()).isEqualTo(80);
        now = now.plus(MONTH);
        assertThat(read(ann).score()).isEqualTo(40);
    }

    @Test
    void a_negative_score_fades_towards_zero() {
        Contact ann = scored(-10);
        now = now.plus(MONTH);
        assertThat(read(ann).score()).isEqualTo(-5);
    }

    @Test
    void another_half_life_counts_at_once() {
        Contact ann = scored(80);
        stores.contacts().fadeScores(Duration.ofDays(10));
        now = now.plus(Duration.ofDays(20));
        assertThat(read(ann).score()).isEqualTo(20);
        write(read(ann));
        assertThat(read(ann).score()).isEqualTo(20);
        now = now.plus(Duration.ofDays(10));
        assertThat(read(ann).score()).isEqualTo(10);
    }

    @Test
    void contacts_are_paged_through_by_zone() {
        List<Contact> berlin = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            berlin.add(contact("sliced", "Europe/Berlin", 0));
        }
        Contact tokyo = contact("sliced", "Asia/Tokyo", 0);
        Contact anywhere = contact("sliced", null, 0);
        Contact others = contact("others", "Europe/Berlin", 0);
        run(work -> {
            stores.contacts().insert(work, berlin);
            stores.contacts().insert(work, List.of(tokyo, anywhere, others));
        });

        assertThat(pages("sliced", Set.of("Europe/Berlin"), Set.of()))
                .containsExactlyElementsOf(berlin.stream().map(Contact::id).toList());
        assertThat(pages("sliced", Set.of("Asia/Tokyo"), Set.of("sliced"))).containsExactly(tokyo.id(), anywhere.id());
        assertThat(pages("sliced", Set.of(), Set.of())).isEmpty();
        Set<ZoneId> zones = in(work -> stores.contacts().zones(work));
        assertThat(zones).contains(ZoneId.of("Europe/Berlin"), ZoneId.of("Asia/Tokyo"));
    }

    private List<ContactId> pages(String team, Set<String> zones, Set<String> zoneless) {
        List<ContactId> all = new ArrayList<>();
        long after = 0;
        while (true) {
            long from = after;
            List<Contact> page = in(work -> stores.contacts()
                    .slice(
                            work,
                            new Slice(
                                    Set.of(new TeamId(team)),
                                    Set.copyOf(zones.stream().map(ZoneId::of).toList()),
                                    Set.copyOf(
                                            zoneless.stream().map(TeamId::new).toList()),
                                    from,
                                    300)));
            if (page.isEmpty()) {
                return all;
            }
            page.forEach(contact -> all.add(contact.id()));
            after = page.get(page.size() - 1).id().value();
        }
    }

    private Contact read(Contact contact) {
        return in(work -> stores.contacts().find(work, contact.id())).orElseThrow();
    }

    private void write(Contact contact) {
        run(work -> stores.contacts().update(work, List.of(contact), now));
    }

    private Contact scored(int score) {
        Contact contact = saved("default", null, 0);
        run(work -> stores.contacts().rescore(work, List.of(with(contact, score)), now));
        return contact;
    }

    private Contact saved(String team, @Nullable String zone, int score) {
        Contact contact = contact(team, zone, score);
        run(work -> stores.contacts().insert(work, List.of(contact)));
        return contact;
    }

    private Contact contact(String team, @Nullable String zone, int score) {
        return new Contact(
                new ContactId(someContact()),
                new TeamId(team),
                null,
                "Ann",
                null,
                "ann@example.com",
                null,
                null,
                Set.of(),
                null,
                null,
                null,
                zone == null ? null : ZoneId.of(zone),
                score,
                null,
                null,
                Consent.UNKNOWN,
                Map.of(),
                NOW,
                1);
    }

    private static Contact with(Contact c, int score) {
        return new Contact(
                c.id(),
                c.team(),
                c.externalId(),
                c.firstName(),
                c.lastName(),
                c.email(),
                c.phone(),
                c.phoneE164(),
                c.tags(),
                c.owner(),
                c.source(),
                c.stage(),
                c.timeZone(),
                score,
                c.address(),
                c.company(),
                c.consent(),
                c.fields(),
                c.createdAt(),
                c.version() + 1);
    }
}
