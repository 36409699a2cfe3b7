package io.ripen.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ripen.access.Actor;
import io.ripen.access.Scope;
import io.ripen.audit.Audit;
import io.ripen.audit.AuditEntry;
import io.ripen.audit.Change;
import io.ripen.channel.AddressKind;
import io.ripen.core.fixtures.TestDatabase;
import io.ripen.crm.ContactId;
import io.ripen.delivery.MessageId;
import io.ripen.event.EventSource;
import io.ripen.policy.ConsentRecord;
import io.ripen.policy.ConsentRecord.State;
import io.ripen.policy.Suppressions.Suppression;
import io.ripen.sequence.SequenceSource;
import io.ripen.team.Team;
import io.ripen.team.TeamId;
import io.ripen.transaction.UnitOfWork;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Events, history, counters, revisions, sequences, teams, settings, suppressions, nodes, ids and transactions. */
abstract class SmallStoresContract extends StoreContract {

    SmallStoresContract(TestDatabase database) {
        super(database);
    }

    private static EventRow event(String id, long contact, String type) {
        return new EventRow("default", id, type, contact, NOW, NOW.plusSeconds(1), EventSource.API, Map.of("a", 1));
    }

    @Test
    void an_event_counts_once_however_often_it_comes() {
        run(work -> assertThat(stores.events()
                        .insertNew(
                                work, List.of(event("e1", 5, "reply"), event("e1", 5, "reply"), event("e2", 0, "x"))))
                .containsExactly(true, false, true));
        run(work -> {
            assertThat(stores.events().insertNew(work, List.of(event("e2", 5, "x"), event("e3", 5, "click"))))
                    .containsExactly(false, true);
            assertThat(stores.events().byContact(work, 5, 10))
                    .containsExactly(event("e1", 5, "reply"), event("e3", 5, "click"));
            assertThat(stores.events().ofContacts(work, List.of(5L, 6L), List.of("click"), NOW))
                    .containsExactly(event("e3", 5, "click"));
            assertThat(stores.events().ofContacts(work, List.of(5L), List.of("click"), NOW.plusSeconds(2)))
                    .isEmpty();
        });
    }

    @Test
    void what_came_is_listed_newest_first_page_by_page_with_its_hook_and_what_it_ended() {
        List<EventRow> rows = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            String id = (i % 2 == 0 ? "hook:shop:" : "other:") + i;
            rows.add(new EventRow("shops", id, "purchase", i, NOW, NOW.plusSeconds(i / 3), EventSource.API, Map.of()));
        }
        rows.add(new EventRow("others", "hook:shop:1", "purchase", 3, NOW, NOW, EventSource.API, Map.of()));
        run(work -> {
            stores.events().insertNew(work, rows);
            stores.events().noteStopped(work, Map.of(rows.get(4), List.of(7L, 8L)));
        });
        run(work -> {
            List<CameRow> all = stores.events().came(work, "shops", null, null, 100);
            assertThat(all).hasSize(10).isSortedAccordingTo((one, other) -> {
                int time = other.event().receivedAt().compareTo(one.event().receivedAt());
                return time != 0 ? time : other.key().compareTo(one.key());
            });
            List<CameRow> paged = new ArrayList<>();
            EventStore.Place place = null;
            do {
                List<CameRow> page = stores.events().came(work, "shops", null, place, 3);
                paged.addAll(page);
                CameRow last = page.isEmpty() ? null : page.get(page.size() - 1);
                place = last == null ? null : new EventStore.Place(last.event().receivedAt(), last.key());
            } while (place != null);
            assertThat(paged).isEqualTo(all);
            List<CameRow> ofShop = stores.events().came(work, "shops", "shop", null, 100);
            assertThat(ofShop).hasSize(5).allMatch(each -> "shop".equals(each.hook()));
            assertThat(ofShop.stream().filter(each -> each.key().equals("hook:shop:4")))
                    .singleElement()
                    .satisfies(each -> assertThat(each.stopped()).containsExactly(7L, 8L));
        });
    }

    @Test
    void an_event_of_a_stranger_waits_until_it_is_taken_once_or_forgotten() {
        List<EventRow> rows = List.of(event("s1", 0, "purchase"), event("s2", 0, "purchase"), event("s3", 0, "x"));
        run(work -> {
            stores.events().insertNew(work, rows);
            stores.strangers()
                    .keep(
                            work,
                            List.of(
                                    new StrangerRow(rows.get(0), true, "a@example.com"),
                                    new StrangerRow(rows.get(1), false, "+14155550100"),
                                    new StrangerRow(rows.get(2), false, "a@example.com")));
        });
        run(work -> {
            assertThat(stores.strangers().of(work, List.of("a@example.com")))
                    .extracting(row -> row.event().id(), StrangerRow::anyTeam)
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple("s1", true),
                            org.assertj.core.groups.Tuple.tuple("s3", false));
            assertThat(stores.strangers().addressesSince(work, NOW, 10)).hasSize(3);
            assertThat(stores.strangers().addressesSince(work, NOW.plusSeconds(60), 10))
                    .isEmpty();
            assertThat(stores.strangers().waiting(work, "default", List.of("s1", "s2", "gone")))
                    .containsExactlyInAnyOrder("s1", "s2");
            StrangerRow first =
                    stores.strangers().of(work, List.of("a@example.com")).get(0);
            assertThat(stores.strangers().take(work, first)).isTrue();
            assertThat(stores.strangers().take(work, first)).isFalse();
            stores.events().takeBack(work, first.event());
            assertThat(stores.events().insertNew(work, List.of(event("s1", 55, "purchase"))))
                    .containsExactly(true);
            stores.events().takeBack(work, event("s1", 55, "purchase"));
            assertThat(stores.events().hasCome(work, "default", List.of("s1", "s9")))
                    .isTrue();
            assertThat(stores.events().hasCome(work, "default", List.of("s9"))).isFalse();
        });
        run(work -> {
            assertThat(stores.strangers().forget(work, NOW, 10)).isZero();
            assertThat(stores.strangers().forget(work, NOW.plusSeconds(60), 10)).isEqualTo(2);
            assertThat(stores.strangers().of(work, List.of("+14155550100"))).isEmpty();
        });
    }

    @Test
    void an_event_that_two_bring_at_once_is_new_to_one() throws Exception {
        List<Callable<Boolean>> bringers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            bringers.add(() -> {
                boolean[] isNew = in(work -> stores.events().insertNew(work, List.of(event("same", 7, "reply"))));
                return isNew[0];
            });
        }
        assertThat(together(bringers)).filteredOn(isNew -> isNew).hasSize(1);
    }

    @Test
    void a_straggler_is_taken_by_one_at_a_time_and_not_before_it_is_due() {
        run(work -> stores.stragglers().add(work, List.of(7L, 8L), NOW));
        run(work -> stores.stragglers().add(work, List.of(8L, 9L), NOW.plusSeconds(60)));
        run(work -> assertThat(stores.stragglers().take(work, NOW.minusMillis(1), NOW, 10))
                .isEmpty());
        run(work -> assertThat(stores.stragglers().take(work, NOW, NOW.plusSeconds(30), 10))
                .containsExactlyInAnyOrder(new Straggler(7, 0), new Straggler(8, 0)));
        run(work -> assertThat(stores.stragglers().take(work, NOW, NOW.plusSeconds(30), 10))
                .as("somebody has them")
                .isEmpty());
        run(work -> stores.stragglers().again(work, new Straggler(7, 1), NOW.plusSeconds(5)));
        run(work -> stores.stragglers().remove(work, List.of(8L)));
        run(work -> assertThat(stores.stragglers().take(work, NOW.plusSeconds(5), NOW.plusSeconds(90), 10))
                .containsExactly(new Straggler(7, 1)));
        run(work ->
                assertThat(stores.stragglers().all(work)).containsExactly(new Straggler(7, 1), new Straggler(9, 0)));
    }

    @Test
    void an_event_of_several_contacts_is_what_each_of_them_did_and_counts_once() {
        run(work -> {
            assertThat(stores.events().insertNew(work, List.of(event("shared", 31, "click"))))
                    .containsExactly(true);
            stores.events().alsoConcern(work, List.of(event("shared", 32, "click"), event("shared", 33, "click")));
        });
        run(work -> {
            assertThat(stores.events().insertNew(work, List.of(event("shared", 32, "click"))))
                    .containsExactly(false);
            for (long contact : List.of(31L, 32L, 33L)) {
                assertThat(stores.events().byContact(work, contact, 10))
                        .containsExactly(event("shared", contact, "click"));
                assertThat(stores.events().ofContacts(work, List.of(contact), List.of("click"), NOW))
                        .containsExactly(event("shared", contact, "click"));
            }
        });
    }

    @Test
    void each_contact_is_asked_about_from_its_own_time_on_or_for_the_last_event_only() {
        run(work -> {
            List<EventRow> rows = new ArrayList<>();
            for (long contact : List.of(41L, 42L)) {
                for (int i = 0; i < 4; i++) {
                    rows.add(new EventRow(
                            "default",
                            "t" + contact + "-" + i,
                            i == 3 ? "reply" : "click",
                            contact,
                            NOW,
                            NOW.plusSeconds(i),
                            EventSource.API,
                            Map.of()));
                }
            }
            stores.events().insertNew(work, rows);
            assertThat(stores.events()
                            .ofContacts(work, Map.of(41L, NOW, 42L, NOW.plusSeconds(2)), List.of("click", "reply")))
                    .extracting(EventRow::id)
                    .containsExactlyInAnyOrder("t41-0", "t41-1", "t41-2", "t41-3", "t42-2", "t42-3");
            assertThat(stores.events().newest(work, List.of(41L, 42L, 43L), List.of("click"), 1))
                    .extracting(EventRow::id)
                    .containsExactlyInAnyOrder("t41-2", "t42-2");
        });
    }

    @Test
    void history_answers_the_newest_lines_oldest_first() {
        run(work -> {
            List<HistoryRow> rows = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                rows.add(new HistoryRow(
                        stores.ids().next(work, IdKind.HISTORY),
                        "default",
                        9,
                        i,
                        NOW.plusSeconds(i),
                        "sent",
                        "b2b",
                        "s",
                        0,
                        "Line " + i,
                        Map.of("i", i)));
            }
            stores.history().append(work, rows);
            assertThat(stores.history().byContact(work, 9, 3)).containsExactlyElementsOf(rows.subList(2, 5));
        });
    }

    @Test
    void counters_add_up_over_slots_and_threads() throws Exception {
        CounterKey sent = new CounterKey("counted", "day-1", "sent");
        CounterKey enrolled = new CounterKey("counted", "", "enrolled");
        List<Callable<Boolean>> writers = new ArrayList<>();
        for (int writer = 0; writer < 4; writer++) {
            int slot = writer % 2;
            writers.add(() -> {
                for (int i = 0; i < 50; i++) {
                    run(work -> stores.counters().add(work, slot, Map.of(sent, 2L, enrolled, 1L)));
                }
                return true;
            });
        }
        together(writers);
        Map<CounterKey, Long> sums = in(work -> stores.counters().sums(work, "counted"));
        assertThat(sums).isEqualTo(Map.of(sent, 400L, enrolled, 200L));
    }

    @Test
    void revisions_are_numbered_once_each_also_when_two_nodes_deploy_at_once() throws Exception {
        List<Callable<Integer>> nodes = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            String hash = "hash-" + i % 4;
            nodes.add(() -> {
                RevisionRow row = in(work -> stores.revisions()
                        .put(work, "raced", hash, new SequenceSource("raced.xml", "<x/>", Map.of("a.sms", "Hi")), NOW));
                return row.number();
            });
        }
        assertThat(new HashSet<>(together(nodes))).containsExactlyInAnyOrder(1, 2, 3, 4);
        List<RevisionRow> rows = in(work -> stores.revisions().ofSequence(work, "raced"));
        assertThat(rows).extracting(RevisionRow::number).containsExactly(1, 2, 3, 4);
        assertThat(rows.get(0).templates()).isEqualTo(Map.of("a.sms", "Hi"));
    }

    @Test
    void a_sequence_is_deployed_removed_and_enabled() {
        run(work -> {
            RevisionRow revision =
                    stores.revisions().put(work, "seq", "h1", new SequenceSource("seq.xml", "<x/>", Map.of()), NOW);
            assertThat(stores.sequences().enable(work, Actor.part("the test"), "seq", "default", true, Map.of()))
                    .isFalse();
            stores.sequences().deploy(work, "seq", revision, NOW);
            stores.sequences().deploy(work, "seq", revision, NOW.plusSeconds(1));
            assertThat(stores.sequences().find(work, "seq"))
                    .contains(new SequenceRow("seq", "h1", 1, true, NOW.plusSeconds(1), ""));
            stores.sequences().enableAtFirst(work, "seq", "default");
            assertThat(stores.sequences()
                            .enable(work, Actor.part("the test"), "seq", "default", false, Map.of("sender", "+1")))
                    .isTrue();
            stores.sequences().enableAtFirst(work, "seq", "default");
            assertThat(stores.sequences().teams(work))
                    .contains(new SequenceTeamRow("seq", "default", false, Map.of("sender", "+1")));
            assertThat(stores.sequences().remove(work, "seq")).isTrue();
            assertThat(stores.sequences().remove(work, "seq")).isFalse();
        });
        Audit.Query ofIt = new Audit.Query(new TeamId("default"), "sequence:seq", null, null, null, null, 10);
        List<AuditEntry> entries = in(work -> stores.audit().list(work, Scope.all(), ofIt));
        assertThat(entries).singleElement().satisfies(entry -> {
            assertThat(entry.action()).isEqualTo("sequence.disabled");
            assertThat(entry.values())
                    .containsEntry("enabled", new Change.Value(true, false))
                    .containsEntry("settings", new Change.Value(Map.of(), Map.of("sender", "+1")));
        });
    }

    @Test
    void what_is_found_in_a_folder_takes_the_place_only_of_what_was_there_when_it_was_decided() {
        run(work -> {
            SequenceStore sequences = stores.sequences();
            RevisionRow one =
                    stores.revisions().put(work, "found", "h1", new SequenceSource("found.xml", "<x/>", Map.of()), NOW);
            RevisionRow two =
                    stores.revisions().put(work, "found", "h2", new SequenceSource("found.xml", "<y/>", Map.of()), NOW);
            assertThat(sequences.deployInPlaceOf(work, "found", "h1", two, NOW, "b"))
                    .isFalse();
            assertThat(sequences.deployFirst(work, "found", one, NOW, "a")).isTrue();
            assertThat(sequences.deployFirst(work, "found", two, NOW, "b")).isFalse();
            assertThat(sequences.find(work, "found")).contains(new SequenceRow("found", "h1", 1, true, NOW, "a"));

            assertThat(sequences.deployInPlaceOf(work, "found", "h2", two, NOW, "b"))
                    .isFalse();
            assertThat(sequences.deployInPlaceOf(work, "found", "h1", two, NOW.plusSeconds(1), "b"))
                    .isTrue();
            assertThat(sequences.find(work, "found"))
                    .contains(new SequenceRow("found", "h2", 2, true, NOW.plusSeconds(1), "b"));

            assertThat(sequences.remove(work, "found", "c")).isTrue();
            assertThat(sequences.deployInPlaceOf(work, "found", "h2", one, NOW, "d"))
                    .as("what was taken out of service stays out")
                    .isFalse();
            assertThat(sequences.find(work, "found"))
                    .contains(new SequenceRow("found", "h2", 2, false, NOW.plusSeconds(1), "c"));

            assertThat(sequences.wasFound(work, "found", "h3")).isFalse();
            sequences.found(work, "found", "h3", NOW);
            sequences.found(work, "found", "h3", NOW);
            assertThat(sequences.wasFound(work, "found", "h3")).isTrue();
            assertThat(sequences.wasFound(work, "other", "h3")).isFalse();
        });
    }

    @Test
    void the_default_team_is_there_and_others_are_saved() {
        Team north = new Team(new TeamId("north"), "North", ZoneId.of("Europe/Oslo"), "NO", Map.of("cap", 1));
        run(work -> {
            stores.teams().save(work, new Team(north.id(), "Old", ZoneId.of("UTC"), "US", Map.of()));
            stores.teams().save(work, north);
            assertThat(stores.teams().all(work)).extracting(Team::id).contains(TeamId.DEFAULT);
            assertThat(stores.teams().all(work)).contains(north);
        });
    }

    @Test
    void all_that_ask_for_a_secret_at_once_get_the_same() throws Exception {
        List<Callable<String>> asking = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            asking.add(() -> in(work -> stores.settings()
                    .getOrCreate(work, "secret", () -> UUID.randomUUID().toString())));
        }
        assertThat(new HashSet<>(together(asking))).hasSize(1);
        run(work -> {
            stores.settings().put(work, "secret", "other");
            assertThat(stores.settings().find(work, "secret")).contains("other");
        });
    }

    @Test
    void a_suppression_lets_the_last_named_notice_pass() {
        run(work -> {
            assertThat(stores.suppressions().letPass(work, AddressKind.PHONE, "+14155550142", new MessageId(7)))
                    .isFalse();
            stores.suppressions().add(work, new Suppression(AddressKind.PHONE, "+14155550142", "STOP", NOW));
            stores.suppressions().letPass(work, AddressKind.PHONE, "+14155550142", new MessageId(7));
            stores.suppressions().letPass(work, AddressKind.PHONE, "+14155550142", new MessageId(8));
            assertThat(stores.suppressions()
                            .among(work, AddressKind.PHONE, List.of("+14155550142"))
                            .get("+14155550142")
                            .notice())
                    .isEqualTo(new MessageId(8));
        });
    }

    @Test
    void records_of_consent_stay_and_the_newest_counts() {
        ContactId ann = new ContactId(4_242);
        ConsentRecord in = new ConsentRecord(
                AddressKind.PHONE,
                "+14155550143",
                "sms",
                State.IN,
                "form:quote",
                "I agree",
                NOW,
                ann,
                TeamId.DEFAULT,
                null);
        ConsentRecord out = new ConsentRecord(
                AddressKind.PHONE, "+14155550143", "sms", State.OUT, "sms", "STOP", NOW, null, null, "kim");
        run(work -> {
            stores.consents().insert(work, List.of());
            stores.consents().insert(work, List.of(in, out));
            assertThat(stores.consents()
                            .newest(work, AddressKind.PHONE, "sms", List.of("+14155550143", "+14155550144")))
                    .isEqualTo(Map.of("+14155550143", out));
            assertThat(stores.consents().newest(work, AddressKind.PHONE, "email", List.of("+14155550143")))
                    .isEmpty();
            assertThat(stores.consents().of(work, ann, Map.of(), 10)).containsExactly(in);
            assertThat(stores.consents().of(work, ann, Map.of(AddressKind.PHONE, List.of("+14155550143")), 10))
                    .containsExactly(out, in);
            assertThat(stores.consents().of(work, ann, Map.of(AddressKind.PHONE, List.of("+14155550143")), 1))
                    .containsExactly(out);
        });
    }

    /** Whoever takes a suppression back while the lead writes STOP again must see that, and keep it. */
    @Test
    void a_second_opt_out_holds_the_suppression_until_it_is_recorded() throws Exception {
        Suppression bounced = new Suppression(AddressKind.PHONE, "+14155550143", "30005", NOW);
        run(work -> stores.suppressions().add(work, bounced));
        List<CompletableFuture<State>> together = new ArrayList<>();
        run(work -> {
            assertThat(stores.suppressions()
                            .add(work, new Suppression(AddressKind.PHONE, bounced.address(), "STOP", NOW)))
                    .isFalse();
            together.add(CompletableFuture.supplyAsync(() -> in(behind -> {
                stores.suppressions().remove(behind, AddressKind.PHONE, bounced.address(), NOW);
                return stores.consents()
                        .newest(behind, AddressKind.PHONE, "sms", List.of(bounced.address()))
                        .get(bounced.address())
                        .state();
            })));
            assertThat(together.get(0))
                    .failsWithin(Duration.ofMillis(300))
                    .withThrowableThat()
                    .isInstanceOf(TimeoutException.class);
            stores.consents()
                    .insert(
                            work,
                            List.of(new ConsentRecord(
                                    AddressKind.PHONE,
                                    bounced.address(),
                                    "sms",
                                    State.OUT,
                                    "sms",
                                    "STOP",
                                    NOW,
                                    null,
                                    TeamId.DEFAULT,
                                    null)));
        });
        assertThat(together.get(0)).succeedsWithin(Duration.ofSeconds(20)).isEqualTo(State.OUT);
    }

    @Test
    void suppressions_are_kept_by_address_and_the_first_reason_stays() {
        Suppression ann = new Suppression(AddressKind.EMAIL, "ann@example.com", "STOP", NOW);
        run(work -> {
            assertThat(stores.suppressions().add(work, ann)).isTrue();
            assertThat(stores.suppressions().add(work, new Suppression(AddressKind.EMAIL, ann.address(), "again", NOW)))
                    .isFalse();
            assertThat(stores.suppressions()
                            .among(work, AddressKind.EMAIL, List.of("ann@example.com", "bob@example.com")))
                    .isEqualTo(Map.of("ann@example.com", ann));
            assertThat(stores.suppressions().among(work, AddressKind.PHONE, List.of("ann@example.com")))
                    .isEmpty();
            assertThat(stores.suppressions().remove(work, AddressKind.EMAIL, ann.address(), NOW))
                    .isTrue();
            assertThat(stores.suppressions().remove(work, AddressKind.EMAIL, ann.address(), NOW))
                    .isFalse();
        });
    }

    @Test
    void of_two_ends_the_later_one_counts_and_what_lasts_stays() {
        String address = "away@example.com";
        Instant may = NOW.plusSeconds(1_000);
        Instant june = NOW.plusSeconds(2_000);
        run(work -> {
            assertThat(stores.suppressions().add(work, until(address, "June", NOW, june)))
                    .isTrue();
            assertThat(stores.suppressions().add(work, until(address, "May", NOW, may)))
                    .as("an earlier end")
                    .isFalse();
            assertThat(kept(work, address)).isEqualTo(until(address, "June", NOW, june));
            assertThat(stores.suppressions().add(work, until(address, "July", may, june.plusSeconds(1))))
                    .as("a later end")
                    .isTrue();
            assertThat(stores.suppressions().add(work, until(address, "STOP", may, null)))
                    .as("no end")
                    .isTrue();
            assertThat(stores.suppressions().add(work, until(address, "2099", may, june.plusSeconds(9_000))))
                    .as("what has no end gets none")
                    .isFalse();
            assertThat(kept(work, address)).isEqualTo(until(address, "STOP", may, null));
        });
    }

    @Test
    void one_that_has_ended_is_as_if_it_were_not_there() {
        String address = "back@example.com";
        Instant end = NOW.plusSeconds(1_000);
        run(work -> {
            stores.suppressions().add(work, until(address, "away", NOW, end));
            assertThat(stores.suppressions().remove(work, AddressKind.EMAIL, address, end))
                    .as("nothing to take back")
                    .isFalse();
            assertThat(stores.suppressions().add(work, until(address, "again", end, end.plusSeconds(1))))
                    .isTrue();
            assertThat(kept(work, address)).isEqualTo(until(address, "again", end, end.plusSeconds(1)));
            assertThat(stores.suppressions().remove(work, AddressKind.EMAIL, address, end))
                    .isTrue();
        });
    }

    private static Suppression until(String address, String reason, Instant since, @Nullable Instant until) {
        return new Suppression(AddressKind.EMAIL, address, reason, since, null, until);
    }

    private @Nullable Suppression kept(UnitOfWork work, String address) {
        return stores.suppressions()
                .among(work, AddressKind.EMAIL, List.of(address))
                .get(address);
    }

    @Test
    void a_lease_is_extended_in_time_or_never_again() {
        long node = in(work -> stores.nodes().register(work, "a", NOW, NOW.plusSeconds(30)));
        run(work -> {
            assertThat(stores.nodes().heartbeat(work, node, NOW.plusSeconds(29), NOW.plusSeconds(59)))
                    .isTrue();
            assertThat(stores.nodes().expire(work, NOW.plusSeconds(58))).isEmpty();
            assertThat(stores.nodes().heartbeat(work, node, NOW.plusSeconds(59), NOW.plusSeconds(89)))
                    .isFalse();
        });
    }

    @Test
    void a_dead_node_is_expired_by_one_only() throws Exception {
        long node = in(work -> stores.nodes().register(work, "dead", NOW.minusSeconds(99), NOW.minusSeconds(60)));
        List<Callable<Integer>> others = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            others.add(() -> {
                List<Long> dead = in(work -> stores.nodes().expire(work, NOW.minusSeconds(50)));
                return dead.contains(node) ? 1 : 0;
            });
        }
        assertThat(together(others).stream().mapToInt(Integer::intValue).sum()).isEqualTo(1);
        run(work -> assertThat(stores.nodes().heartbeat(work, node, NOW.minusSeconds(70), NOW))
                .isFalse());
    }

    @Test
    void no_id_is_handed_out_twice() throws Exception {
        List<Callable<List<Long>>> takers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            takers.add(() -> {
                List<Long> mine = new ArrayList<>();
                for (int round = 0; round < 20; round++) {
                    long[] ids = in(work -> stores.ids().next(work, IdKind.NODE, 333));
                    for (long id : ids) {
                        mine.add(id);
                    }
                }
                return mine;
            });
        }
        List<Long> all = new ArrayList<>();
        together(takers).forEach(all::addAll);
        assertThat(new HashSet<>(all)).hasSize(4 * 20 * 333);
    }

    @Test
    void what_throws_leaves_nothing_and_wakes_nobody() {
        AtomicInteger woken = new AtomicInteger();
        assertThatThrownBy(() -> run(work -> {
                    work.afterCommit(woken::incrementAndGet);
                    stores.settings().put(work, "half", "done");
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");
        Optional<String> half = in(work -> stores.settings().find(work, "half"));
        assertThat(half).isEmpty();
        assertThat(woken).hasValue(0);
        run(work -> work.afterCommit(() -> {
            woken.incrementAndGet();
            throw new IllegalStateException("logged, and changes nothing");
        }));
        assertThat(woken).hasValue(1);
    }

    @Test
    void a_transaction_that_is_over_or_anothers_is_refused() throws Exception {
        AtomicReference<UnitOfWork> kept = new AtomicReference<>();
        run(work -> {
            kept.set(work);
            assertThatThrownBy(() -> within(start(() -> stores.teams().all(work))))
                    .hasMessageContaining("belongs to thread");
        });
        assertThatThrownBy(() -> stores.teams().all(kept.get())).hasMessageContaining("over");
        assertThatThrownBy(() -> stores.teams().all(action -> {})).hasMessageContaining("not the store's own");
    }

    /** Two that lock each other's rows: one of them is begun again, and both get done. */
    @Test
    void a_deadlock_is_begun_again() throws Exception {
        run(work -> {
            stores.settings().put(work, "left", "0");
            stores.settings().put(work, "right", "0");
        });
        List<Callable<Boolean>> both = new ArrayList<>();
        for (List<String> order : List.of(List.of("left", "right"), List.of("right", "left"))) {
            both.add(() -> {
                for (int i = 0; i < 20; i++) {
                    run(work -> {
                        stores.settings().put(work, order.get(0), "1");
                        stores.settings().put(work, order.get(1), "1");
                    });
                }
                return true;
            });
        }
        assertThat(together(both)).containsOnly(true);
    }

    @Test
    void a_text_with_a_nul_does_not_fail_a_batch() {
        run(work -> stores.settings().put(work, "nul", "a\0b"));
        Optional<String> value = in(work -> stores.settings().find(work, "nul"));
        assertThat(value).contains("a\uFFFDb");
    }

    @Test
    void opening_again_finds_everything() {
        String url = database().url();
        try (Stores first = Stores.open(url, database().user(), "", 4, StoreOptions.PLAIN)) {
            first.transactions().call(work -> first.settings().getOrCreate(work, "x", () -> "1"));
        }
        try (Stores second = Stores.open(url, database().user(), "", 4, StoreOptions.PLAIN)) {
            Optional<String> x =
                    second.transactions().call(work -> second.settings().find(work, "x"));
            assertThat(x).contains("1");
        }
    }

    @Test
    void a_fast_clock_goes_on_where_it_stood() {
        String url = database().url();
        StoreOptions fast = new StoreOptions(1_000_000, null, "node-a");
        Instant stood;
        try (Stores first = Stores.open(url, database().user(), "", 4, fast)) {
            stood = first.clock().instant();
            assertThat(stood).isAfter(first.clock().machine().instant().minusSeconds(5));
        }
        try (Stores second = Stores.open(url, database().user(), "", 4, fast)) {
            Instant goesOn = second.clock().instant();
            assertThat(goesOn).isAfterOrEqualTo(stood);
            // Opening takes seconds of machine time at most, which at this speed would be more than 100 days if it
            // counted.
            assertThat(second.clock().speed()).isEqualTo(1_000_000);
        }
        try (Stores plain = Stores.open(url, database().user(), "", 4, StoreOptions.PLAIN)) {
            assertThat(plain.clock().instant()).isAfterOrEqualTo(stood);
        }
    }
}
