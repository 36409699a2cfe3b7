package io.ripen.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ripen.access.Scope;
import io.ripen.core.fixtures.TestDatabase;
import io.ripen.crm.ContactId;
import io.ripen.sequence.EnrollmentState;
import io.ripen.sequence.Enrollments;
import io.ripen.sequence.SequenceId;
import io.ripen.team.TeamId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

abstract class EnrollmentStoreContract extends StoreContract {

    EnrollmentStoreContract(TestDatabase database) {
        super(database);
    }

    private EnrollmentStore enrollments() {
        return stores.enrollments();
    }

    @AfterEach
    void nobodyIsLeftDue() {
        run(work -> enrollments()
                .stop(
                        work,
                        stores.due().lock(work, NOW.plus(Duration.ofDays(9999)), 100_000).stream()
                                .map(EnrollmentRow::id)
                                .toList(),
                        "end of the test",
                        NOW));
    }

    @Test
    void a_run_is_kept_as_it_was_given() {
        long contact = someContact();
        long id = in(work -> {
            NewEnrollment run = new NewEnrollment(
                    stores.ids().next(work, IdKind.ENROLLMENT),
                    "north",
                    "b2b",
                    "hash-1",
                    contact,
                    "deal-7",
                    Map.of("offer", "A", "tries", 3, "price", 1.5),
                    NOW,
                    "event-1",
                    NOW.minusSeconds(5));
            assertThat(enrollments().insert(work, List.of(run))).containsExactly(run.id());
            return run.id();
        });
        assertThat(run(id))
                .isEqualTo(new EnrollmentRow(
                        id,
                        "north",
                        "b2b",
                        "hash-1",
                        contact,
                        "deal-7",
                        EnrollmentState.ACTIVE,
                        null,
                        false,
                        0,
                        Map.of("offer", "A", "tries", 3, "price", 1.5),
                        NOW,
                        0,
                        0,
                        null,
                        null,
                        null,
                        "event-1",
                        NOW.minusSeconds(5),
                        null,
                        null));
    }

    @Test
    void a_second_run_at_the_same_time_is_left_out_and_another_key_is_not() {
        long contact = someContact();
        run(work -> {
            NewEnrollment first = aRun(work, "s", contact, NOW);
            NewEnrollment second = aRun(work, "s", contact, NOW);
            NewEnrollment other = aRun(work, "t", contact, NOW);
            assertThat(enrollments().insert(work, List.of(first))).containsExactly(first.id());
            assertThat(enrollments().insert(work, List.of(second, other))).containsExactly(other.id());
        });
    }

    @Test
    void of_fifty_that_enroll_one_lead_at_once_exactly_one_does() throws Exception {
        for (int round = 0; round < 5; round++) {
            long contact = someContact();
            CountDownLatch go = new CountDownLatch(1);
            List<Callable<Integer>> tries = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                tries.add(() -> {
                    if (tries.size() == 50) {
                        go.countDown();
                    }
                    go.await(10, TimeUnit.SECONDS);
                    return in(work -> enrollments()
                            .insert(work, List.of(aRun(work, "once", contact, NOW)))
                            .size());
                });
            }
            assertThat(together(tries).stream().mapToInt(Integer::intValue).sum())
                    .isEqualTo(1);
            assertThat(this.<List<EnrollmentRow>>in(work -> enrollments().ofContacts(work, List.of(contact), "once")))
                    .hasSize(1);
        }
    }

    @Test
    void after_a_run_is_over_the_lead_may_enroll_again() {
        List<Long> first = leadsDue("again", 1, NOW);
        EnrollmentRow row = run(first.get(0));
        run(work -> enrollments().moveAll(work, List.of(to(row, EnrollmentState.COMPLETED)), 0));
        run(work -> assertThat(enrollments().insert(work, List.of(aRun(work, "again", row.contact(), NOW))))
                .hasSize(1));
        assertThat(this.<List<EnrollmentRow>>in(work -> enrollments().ofContacts(work, List.of(row.contact()), null)))
                .extracting(EnrollmentRow::state)
                .containsExactly(EnrollmentState.COMPLETED, EnrollmentState.ACTIVE);
    }

    @Test
    void only_what_is_due_is_claimed_longest_due_first() {
        List<Long> ids = leadsDue("due", 5, NOW);
        leadsDue("due", 3, NOW.plusSeconds(1));
        run(work -> {
            assertThat(stores.due().lock(work, NOW.plusNanos(999_000), 3))
                    .extracting(EnrollmentRow::id)
                    .containsExactly(ids.get(0), ids.get(1), ids.get(2));
            assertThat(stores.due().lock(work, NOW.plusMillis(500), 100)).hasSize(5);
            assertThat(stores.due().lock(work, NOW.minusNanos(1000), 100)).isEmpty();
            assertThat(stores.due().earliest(work)).contains(NOW);
        });
    }

    @Test
    void two_that_claim_at_once_share_nobody_and_miss_nobody() throws Exception {
        int leads = 3_000;
        List<Long> all = leadsDue("race", leads, NOW);
        Callable<List<Long>> claimer = () -> {
            List<Long> mine = new ArrayList<>();
            int empty = 0;
            while (empty < 3) {
                List<EnrollmentRow> batch = in(work -> {
                    List<EnrollmentRow> rows = stores.due().lock(work, NOW.plusSeconds(60), 100);
                    List<Move> moves = rows.stream().map(row -> toWait(row, 0)).toList();
                    assertThat(enrollments().moveAll(work, moves, 0)).hasSize(rows.size());
                    return rows;
                });
                batch.forEach(row -> mine.add(row.id()));
                empty = batch.isEmpty() ? empty + 1 : 0;
            }
            return mine;
        };
        List<Long> claimed = new ArrayList<>();
        together(List.of(claimer, claimer, claimer)).forEach(claimed::addAll);
        assertThat(claimed).containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    void a_claim_does_not_wait_for_another_one() throws Exception {
        List<Long> ids = leadsDue("skip", 4, NOW);
        run(mine -> {
            assertThat(stores.due().lock(mine, NOW.plusSeconds(1), 2)).hasSize(2);
            try {
                assertThat(within(start(() -> this.<List<EnrollmentRow>>in(
                                theirs -> stores.due().lock(theirs, NOW.plusSeconds(1), 10)))))
                        .extracting(EnrollmentRow::id)
                        .containsExactly(ids.get(2), ids.get(3));
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
    }

    @Test
    void a_move_writes_the_whole_position() {
        EnrollmentRow row = run(leadsDue("move", 1, NOW).get(0));
        Move move = new Move(
                row.id(),
                "r2",
                EnrollmentState.ACTIVE,
                "day-3",
                true,
                2,
                Map.of("x", List.of(1, "two")),
                NOW.plusSeconds(9),
                77,
                4,
                null,
                null,
                "tried",
                null,
                null);
        run(work -> assertThat(enrollments().moveAll(work, List.of(move), 0)).containsExactly(row.id()));
        EnrollmentRow moved = run(row.id());
        assertThat(Move.of(moved)).isEqualTo(move);
        assertThat(moved.contact()).isEqualTo(row.contact());
        Move plain = new Move(
                row.id(),
                "r3",
                EnrollmentState.ACTIVE,
                "wait-2",
                false,
                3,
                Map.of(),
                NOW.plusSeconds(8),
                78,
                0,
                null,
                null,
                null,
                null,
                null);
        run(work -> assertThat(enrollments().moveAll(work, List.of(plain), 77)).containsExactly(row.id()));
        assertThat(Move.of(run(row.id()))).isEqualTo(plain);
        // Still the one active run of its key.
        run(work -> assertThat(enrollments().lockActiveOfContact(work, List.of(row.contact())))
                .hasSize(1));
        run(work -> enrollments().moveAll(work, List.of(to(moved, EnrollmentState.COMPLETED)), 78));
        assertThat(run(row.id()).finishedAt()).isEqualTo(NOW);
        assertThat(run(row.id()).dueAt()).isNull();
    }

    @Test
    void a_final_move_without_a_time_is_refused() {
        EnrollmentRow row = run(leadsDue("final", 1, NOW).get(0));
        Move move = to(row, EnrollmentState.STOPPED);
        Move timeless = new Move(
                move.id(),
                move.revision(),
                move.state(),
                null,
                false,
                0,
                Map.of(),
                null,
                0,
                0,
                null,
                null,
                null,
                null,
                null);
        assertThatThrownBy(() -> run(work -> enrollments().moveAll(work, List.of(timeless), 0)))
                .hasMessageContaining("finishedAt");
    }

    @Test
    void only_the_owner_moves_a_run_and_only_while_it_is_active() {
        List<Long> ids = leadsDue("guard", 3, NOW);
        List<EnrollmentRow> rows = ids.stream().map(this::run).toList();
        run(work -> enrollments()
                .moveAll(work, rows.stream().map(row -> owned(row, 5)).toList(), 0));
        List<Move> moves = rows.stream().map(row -> toWait(row, 0)).toList();
        run(work -> {
            assertThat(enrollments().moveAll(work, moves, 0)).isEmpty();
            assertThat(enrollments().moveAll(work, moves, 6)).isEmpty();
        });
        run(work -> assertThat(enrollments().stop(work, List.of(ids.get(1)), "reply", NOW))
                .containsExactly(ids.get(1)));
        run(work ->
                assertThat(enrollments().moveAll(work, moves, 5)).containsExactlyInAnyOrder(ids.get(0), ids.get(2)));
        assertThat(run(ids.get(0)).owner()).isZero();
        assertThat(run(ids.get(1)).state()).isEqualTo(EnrollmentState.STOPPED);
        assertThat(run(ids.get(1)).reason()).isEqualTo("reply");
    }

    @Test
    void a_move_that_waited_for_a_stop_finds_the_run_stopped() throws Exception {
        EnrollmentRow row = run(leadsDue("late", 1, NOW).get(0));
        run(work -> enrollments().moveAll(work, List.of(owned(row, 5)), 0));
        CountDownLatch stopped = new CountDownLatch(1);
        CountDownLatch moving = new CountDownLatch(1);
        var stop = start(() -> in(work -> {
            Set<Long> ids = enrollments().stop(work, List.of(row.id()), "reply", NOW);
            stopped.countDown();
            await(moving);
            return ids;
        }));
        await(stopped);
        var move = start(() -> {
            moving.countDown();
            return in(work -> enrollments().moveAll(work, List.of(toWait(row, 0)), 5));
        });
        assertThat(within(stop)).containsExactly(row.id());
        assertThat(within(move)).isEmpty();
        // A stopped run belongs to nobody, so only its state keeps a move for nobody's runs away from it.
        run(work -> assertThat(enrollments().moveAll(work, List.of(toWait(row, 0)), 0))
                .isEmpty());
        assertThat(run(row.id()).state()).isEqualTo(EnrollmentState.STOPPED);
    }

    @Test
    void the_runs_of_a_dead_node_come_back_and_those_that_wait_are_not_looked_at() {
        List<Long> ids = leadsDue("dead", 3, NOW);
        run(work -> enrollments()
                .moveAll(
                        work,
                        List.of(owned(run(ids.get(0)), 5), owned(run(ids.get(1)), 6), toWait(run(ids.get(2)), 0)),
                        0));
        run(work -> {
            assertThat(stores.due().lock(work, NOW.plusSeconds(1), 10)).isEmpty();
            assertThat(stores.due().releaseOwner(work, 5, NOW.plusSeconds(1))).containsExactly(ids.get(0));
            assertThat(stores.due().lock(work, NOW.plusSeconds(1), 10))
                    .extracting(EnrollmentRow::id)
                    .containsExactly(ids.get(0));
        });
    }

    @Test
    void runs_of_owners_that_are_gone_are_released_and_those_of_the_living_are_not() {
        List<Long> ids = leadsDue("orphans", 2, NOW);
        long alive = in(work -> stores.nodes().register(work, "alive", NOW, NOW.plusSeconds(30)));
        run(work -> enrollments()
                .moveAll(work, List.of(owned(run(ids.get(0)), alive), owned(run(ids.get(1)), 999_999)), 0));
        run(work -> assertThat(stores.due().releaseOrphans(work, NOW.plusSeconds(1)))
                .containsExactly(ids.get(1)));
        assertThat(run(ids.get(0)).owner()).isEqualTo(alive);
        run(work -> stores.nodes().unregister(work, alive));
    }

    @Test
    void a_parked_run_comes_back_due_when_it_would_have_been() {
        List<Long> ids = leadsDue("park", 3, NOW);
        run(work -> enrollments()
                .moveAll(
                        work,
                        ids.stream()
                                .map(id -> to(run(id), EnrollmentState.PARKED))
                                .toList(),
                        0));
        assertThat(run(ids.get(0)).dueAt()).isNull();
        run(work -> {
            assertThat(stores.parked().unpark(work, "channel:sms", NOW.plusSeconds(99), 10))
                    .isEmpty();
            assertThat(stores.parked().unpark(work, "channel:whatsapp", NOW.plusSeconds(99), 2))
                    .hasSize(2);
            assertThat(stores.parked().unpark(work, "channel:whatsapp", NOW.plusSeconds(99), 2))
                    .hasSize(1);
            assertThat(stores.parked().unpark(work, "channel:whatsapp", NOW.plusSeconds(99), 2))
                    .isEmpty();
        });
        EnrollmentRow row = run(ids.get(0));
        assertThat(row.state()).isEqualTo(EnrollmentState.ACTIVE);
        assertThat(row.dueAt()).isEqualTo(NOW);
        assertThat(row.parkedFor()).isNull();
    }

    @Test
    void an_errored_run_goes_on_by_hand() {
        long id = leadsDue("errored", 1, NOW).get(0);
        run(work -> assertThat(enrollments().retry(work, id, NOW)).isFalse());
        run(work -> enrollments().moveAll(work, List.of(to(run(id), EnrollmentState.ERRORED)), 0));
        run(work ->
                assertThat(enrollments().retry(work, id, NOW.plusSeconds(5))).isTrue());
        assertThat(run(id).dueAt()).isEqualTo(NOW.plusSeconds(5));
    }

    @Test
    void a_run_at_a_touch_can_be_hurried_but_not_delayed() {
        long id = leadsDue("hurry", 1, NOW.plusSeconds(100)).get(0);
        run(work -> enrollments().moveAll(work, List.of(at(run(id), "intro", true)), 0));
        run(work -> assertThat(enrollments().hurry(work, id, "intro", 1, NOW.plusSeconds(200)))
                .isFalse());
        run(work -> assertThat(enrollments().hurry(work, id, "intro", 2, NOW)).isFalse());
        run(work -> assertThat(enrollments().hurry(work, id, "intro", 1, NOW)).isTrue());
        assertThat(run(id).dueAt()).isEqualTo(NOW);
    }

    @Test
    void a_wait_is_not_cut_short_by_a_late_word_about_the_touch_before_it() {
        long id = leadsDue("waiting", 1, NOW.plusSeconds(100)).get(0);
        run(work -> enrollments().moveAll(work, List.of(at(run(id), "wait-1", false)), 0));
        run(work -> assertThat(enrollments().hurry(work, id, "intro", 1, NOW)).isFalse());
        run(work -> assertThat(enrollments().hurry(work, id, "wait-1", 1, NOW)).isFalse());
        assertThat(run(id).dueAt()).isEqualTo(NOW.plusSeconds(100));
    }

    private static Move at(EnrollmentRow row, String step, boolean atTouch) {
        return new Move(
                row.id(),
                row.revision(),
                row.state(),
                step,
                atTouch,
                1,
                row.variables(),
                row.dueAt(),
                row.owner(),
                row.attempt(),
                row.parkedFor(),
                row.resumeAt(),
                row.reason(),
                row.finishedAt(),
                null);
    }

    @Test
    void the_unfinished_runs_of_a_contact_are_locked_whatever_they_wait_for() {
        long contact = someContact();
        List<Long> ids = in(work -> {
            List<NewEnrollment> runs = List.of(
                    aRun(work, "c1", contact, NOW), aRun(work, "c2", contact, NOW), aRun(work, "c3", contact, NOW));
            enrollments().insert(work, runs);
            return runs.stream().map(NewEnrollment::id).toList();
        });
        run(work -> enrollments()
                .moveAll(
                        work,
                        List.of(
                                to(run(ids.get(1)), EnrollmentState.PARKED),
                                to(run(ids.get(2)), EnrollmentState.COMPLETED)),
                        0));
        run(work -> {
            assertThat(enrollments().lockActiveOfContact(work, List.of(contact)))
                    .extracting(EnrollmentRow::id)
                    .containsExactly(ids.get(0), ids.get(1));
            assertThat(enrollments().lockByIds(work, List.of(ids.get(2), ids.get(0))))
                    .extracting(EnrollmentRow::id)
                    .containsExactly(ids.get(0), ids.get(2));
        });
    }

    @Test
    void a_list_has_only_what_is_of_the_teams_that_are_asked_for() {
        List<Long> ids = leadsDue("scoped", 3, NOW);
        SequenceId sequence = new SequenceId("scoped");
        String team = run(ids.get(0)).team();
        Enrollments.Query all = new Enrollments.Query(null, sequence, null, null, 0, 100);
        Scope own = Scope.of(new TeamId(team));
        Scope both = Scope.of(List.of(new TeamId(team), new TeamId("zz-other")));
        run(work -> {
            assertThat(enrollments().list(work, own, all))
                    .extracting(EnrollmentRow::id)
                    .containsExactlyElementsOf(ids);
            assertThat(enrollments().list(work, both, all))
                    .extracting(EnrollmentRow::id)
                    .containsExactlyElementsOf(ids);
            assertThat(enrollments().list(work, Scope.of(new TeamId("zz-other")), all))
                    .isEmpty();
            assertThat(enrollments().list(work, Scope.none(), all)).isEmpty();
            assertThat(enrollments()
                            .list(work, own, new Enrollments.Query(new TeamId("zz-other"), null, null, null, 0, 100)))
                    .isEmpty();
            assertThat(enrollments().list(work, both, new Enrollments.Query(null, sequence, null, null, ids.get(0), 1)))
                    .as("a page of two teams")
                    .extracting(EnrollmentRow::id)
                    .containsExactly(ids.get(1));
        });
    }

    @Test
    void pages_follow_the_id() {
        List<Long> ids = leadsDue("paged", 5, NOW);
        SequenceId sequence = new SequenceId("paged");
        run(work -> {
            assertThat(enrollments().list(work, Scope.all(), new Enrollments.Query(null, sequence, null, null, 0, 2)))
                    .extracting(EnrollmentRow::id)
                    .containsExactly(ids.get(0), ids.get(1));
            assertThat(enrollments()
                            .list(
                                    work,
                                    Scope.all(),
                                    new Enrollments.Query(
                                            null, sequence, EnrollmentState.ACTIVE, null, ids.get(1), 100)))
                    .extracting(EnrollmentRow::id)
                    .containsExactly(ids.get(2), ids.get(3), ids.get(4));
            long contact = run(ids.get(0)).contact();
            assertThat(enrollments()
                            .list(
                                    work,
                                    Scope.all(),
                                    new Enrollments.Query(null, null, null, new ContactId(contact), 0, 100)))
                    .extracting(EnrollmentRow::id)
                    .containsExactly(ids.get(0));
        });
    }

    /** A reply comes in for a lead at the moment when it is claimed: nobody may wait for the other in a circle. */
    @Test
    void replies_against_claims_do_not_deadlock() throws Exception {
        List<Long> ids = leadsDue("replies", 500, NOW);
        List<Long> contacts = ids.stream().map(id -> run(id).contact()).toList();
        long retriesBefore = stores.statistics().retries();
        Callable<Integer> claims = () -> {
            int moved = 0;
            for (int i = 0; i < 200; i++) {
                moved += in(work -> {
                    List<EnrollmentRow> rows = stores.due().lock(work, NOW.plusSeconds(60), 20);
                    enrollments()
                            .moveAll(
                                    work,
                                    rows.stream().map(row -> owned(row, 5)).toList(),
                                    0);
                    return rows.size();
                });
                in(work -> {
                    List<EnrollmentRow> mine = stores.due().lock(work, NOW, 1);
                    return mine.size();
                });
            }
            return moved;
        };
        Callable<Integer> settles = () -> {
            int moved = 0;
            for (int i = 0; i < 200; i++) {
                moved += in(work -> enrollments()
                        .moveAll(
                                work,
                                ids.stream()
                                        .map(id -> new Move(
                                                id,
                                                "r1",
                                                EnrollmentState.ACTIVE,
                                                "wait-1",
                                                false,
                                                1,
                                                Map.of(),
                                                NOW,
                                                0,
                                                0,
                                                null,
                                                null,
                                                null,
                                                null,
                                                null))
                                        .toList(),
                                5)
                        .size());
            }
            return moved;
        };
        Callable<Integer> replies = () -> {
            int stopped = 0;
            for (int i = 0; i < 500; i++) {
                long contact = contacts.get((i * 37) % 500);
                stopped += in(work -> {
                    List<Long> active = enrollments().lockActiveOfContact(work, List.of(contact)).stream()
                            .map(EnrollmentRow::id)
                            .toList();
                    return enrollments().stop(work, active, "reply", NOW).size();
                });
            }
            return stopped;
        };
        List<Integer> results = together(List.of(replies, claims, settles));
        assertThat(results.get(0)).isEqualTo(500);
        assertThat(ids).allSatisfy(id -> assertThat(run(id).state()).isEqualTo(EnrollmentState.STOPPED));
        assertThat(stores.statistics().retries() - retriesBefore).isZero();
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(30, TimeUnit.SECONDS)) {
                throw new AssertionError("The other side did not come.");
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
