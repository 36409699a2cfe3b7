package io.ripen.trigger.schedule.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripen.crm.Contact;
import io.ripen.crm.Projection;
import io.ripen.crm.Projection.Slice;
import io.ripen.event.Event;
import io.ripen.event.Events;
import io.ripen.place.LeadZones;
import io.ripen.sequence.SequenceDescription;
import io.ripen.sequence.SequenceId;
import io.ripen.sequence.Sequences;
import io.ripen.team.Team;
import io.ripen.team.TeamId;
import io.ripen.team.Teams;
import io.ripen.transaction.Transactions;
import io.ripen.transaction.UnitOfWork;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SchedulesTest {
    /** A Sunday. */
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    private final List<SequenceDescription> deployed = new ArrayList<>();
    private final TreeMap<Long, Contact> contacts = new TreeMap<>();
    private final List<Event> sent = new ArrayList<>();
    /** What the intake would keep: each id once. */
    private final Map<String, Event> kept = new LinkedHashMap<>();

    private final List<Integer> pages = new ArrayList<>();
    private Instant now = START;
    private boolean databaseIsAway;
    private @Nullable LeadZones places;
    private Schedules schedules;

    @BeforeEach
    void begin() {
        schedules = restarted();
    }

    @Test
    void everyMondayAtNineByEachLeadsOwnClock() {
        lead(1, "Europe/Berlin");
        lead(2, "America/New_York");
        lead(3, null);
        deploy("weekly", "on=schedule;cron=0 9 * * MON");

        tickUntil("2026-03-02T07:59:00Z");
        assertThat(kept).isEmpty();
        tickUntil("2026-03-02T08:00:30Z");
        assertThat(leads()).containsExactly(1L);
        tickUntil("2026-03-02T09:00:30Z");
        assertThat(leads()).containsExactly(1L, 3L);
        tickUntil("2026-03-02T14:00:30Z");
        assertThat(leads()).containsExactly(1L, 3L, 2L);
        tickUntil("2026-03-09T07:00:00Z");
        assertThat(kept).hasSize(3);
        assertThat(kept.values().iterator().next().data())
                .containsEntry("date", "2026-03-02")
                .containsEntry("time", "09:00");
    }

    @Test
    void whoHasNoZoneIsWhereTheirNumberOrAddressSays() {
        Map<Long, String> known = Map.of(
                1L, "America/Los_Angeles",
                2L, "America/New_York",
                3L, "Asia/Tokyo",
                4L, "UTC",
                5L, "Pacific/Kiritimati");
        places = (team, contact) -> List.of(ZoneId.of(known.get(contact.id().value())));
        known.keySet().forEach(id -> lead(id, null));
        lead(6, "Europe/Berlin");
        deploy("weekly", "on=schedule;cron=0 9 * * MON");

        tickUntil("2026-03-01T19:00:30Z");
        assertThat(leads()).containsExactly(5L);
        tickUntil("2026-03-02T00:00:30Z");
        assertThat(leads()).containsExactly(5L, 3L);
        tickUntil("2026-03-02T09:00:30Z");
        assertThat(leads()).containsExactly(5L, 3L, 6L, 4L);
        tickUntil("2026-03-02T17:00:30Z");
        assertThat(leads()).containsExactly(5L, 3L, 6L, 4L, 2L, 1L);
        tickUntil("2026-03-08T00:00:30Z");
        assertThat(sent).hasSize(6);
    }

    @Test
    void everyMondayAtNineByTheTeamsClock() {
        lead(1, "Europe/Berlin");
        lead(2, "America/New_York");
        lead(3, null);
        deploy("weekly", "on=schedule;cron=0 9 * * MON;zone=team");

        tickUntil("2026-03-02T08:59:00Z");
        assertThat(kept).isEmpty();
        tickUntil("2026-03-02T09:00:30Z");
        assertThat(leads()).containsExactlyInAnyOrder(1L, 2L, 3L);
    }

    @Test
    void sevenDaysBeforeTheRenewalOfEach() {
        field(1, "renewal_date", "2026-03-10");
        field(2, "renewal_date", "2026-03-11");
        field(3, "other_date", "2026-03-10");
        deploy("renewal", "on=date;field=renewal_date;offset=-7 days;at=10:30");

        tickUntil("2026-03-03T10:29:00Z");
        assertThat(kept).isEmpty();
        tickUntil("2026-03-03T10:31:00Z");
        assertThat(leads()).containsExactly(1L);
        tickUntil("2026-03-30T00:00:00Z");
        assertThat(leads()).containsExactly(1L, 2L);
        assertThat(sent).hasSize(2);
    }

    @Test
    void onlyForThoseWhomTheSequenceAsksFor() {
        contacts.put(1L, Leads.lead(1, "default", null, Set.of("Customer"), Map.of(), Leads.BORN));
        lead(2, null);
        deploy("weekly", "on=schedule;cron=0 9 * * MON;tag=Customer");

        tickUntil("2026-03-02T10:00:00Z");

        assertThat(leads()).containsExactly(1L);
    }

    @Test
    void onlyForTeamsThatHaveTheSequence() {
        contacts.put(1L, Leads.lead(1, "sales", "Europe/Berlin", Set.of(), Map.of(), Leads.BORN));
        lead(2, "Europe/Berlin");
        deploy("weekly", "on=schedule;cron=0 9 * * MON");

        tickUntil("2026-03-02T10:00:00Z");
        assertThat(leads()).containsExactly(2L);
    }

    @Test
    void twoSequencesWithTheSameScheduleShareItsEvents() {
        lead(1, null);
        deploy("one", "on=schedule;cron=0 9 * * MON");
        deploy("two", "on=schedule;cron=0 9 * * MON");
        deploy("three", "on=schedule;cron=0 9 * * MON;tag=VIP");

        tickUntil("2026-03-02T10:00:00Z");

        assertThat(sent).hasSize(1);
        ScheduleTrigger trigger = new ScheduleTrigger();
        Map<String, String> same = Map.of("cron", "0 9 * * MON");
        assertThat(trigger.condition("schedule", same).matches(sent.get(0), contacts.get(1L)))
                .isTrue();
        assertThat(trigger.condition("schedule", Map.of("cron", "0 9 * * TUE")).matches(sent.get(0), contacts.get(1L)))
                .isFalse();
    }

    @Test
    void aTimeThatPassedWhileEverythingWasDownIsMadeUpForOnce() {
        lead(1, null);
        field(2, "renewal_date", "2026-03-02");
        deploy("weekly", "on=schedule;cron=0 * * * *");
        deploy("renewal", "on=date;field=renewal_date");

        // Down from Sunday on; up again on Monday at noon.
        now = Instant.parse("2026-03-02T12:10:00Z");
        schedules = restarted();
        schedules.tick();

        // The renewal of the day, and of the hours only the last.
        assertThat(kept.keySet().stream()
                        .map(id -> id.replaceAll(":[0-9a-f]{16}:", ":"))
                        .toList())
                .containsExactlyInAnyOrder(
                        "schedule:1:2026-03-02T12:00", "schedule:2:2026-03-02T12:00", "date:2:2026-03-02");
    }

    @Test
    void aTimeThatWasMissedByMoreThanADayIsOver() {
        lead(1, null);
        deploy("weekly", "on=schedule;cron=0 9 * * MON");

        now = Instant.parse("2026-03-03T09:01:00Z");
        schedules = restarted();
        schedules.tick();

        assertThat(kept).isEmpty();
    }

    @Test
    void aRestartSendsNothingThatCountsTwice() {
        lead(1, null);
        deploy("weekly", "on=schedule;cron=0 9 * * MON");
        tickUntil("2026-03-02T09:01:00Z");
        assertThat(kept).hasSize(1);

        for (int i = 0; i < 3; i++) {
            now = now.plus(Duration.ofHours(2));
            schedules = restarted();
            schedules.tick();
        }

        assertThat(kept).hasSize(1);
    }

    @Test
    void whatWasDueBeforeTheSequenceCameIsNotFired() {
        lead(1, null);
        now = Instant.parse("2026-03-02T15:00:00Z");
        deploy("weekly", "on=schedule;cron=0 9 * * *");
        schedules.tick();

        assertThat(kept).isEmpty();
        tickUntil("2026-03-03T09:00:30Z");
        assertThat(kept).hasSize(1);
    }

    @Test
    void whoCameAfterTheTimeIsNotFiredFor() {
        lead(1, null);
        deploy("daily", "on=schedule;cron=0 9 * * *");
        tickUntil("2026-03-02T10:00:00Z");
        contacts.put(2L, Leads.lead(2, "default", null, Set.of(), Map.of(), now));

        now = now.plus(Duration.ofHours(2));
        schedules = restarted();
        schedules.tick();

        assertThat(leads()).containsExactly(1L);
    }

    @Test
    void twoThousandLeadsAreGoneThroughPageByPage() {
        for (long id = 1; id <= 2_000; id++) {
            field(id, "birthday", id % 2 == 0 ? "--03-02" : "--03-03");
        }
        deploy("birthday", "on=anniversary;field=birthday");

        tickUntil("2026-03-02T09:00:30Z");

        assertThat(kept).hasSize(1_000);
        assertThat(pages).containsExactly(500, 500, 500, 500, 0);
    }

    @Test
    void whileTheDatabaseIsAwayNothingIsLost() {
        lead(1, null);
        deploy("weekly", "on=schedule;cron=0 9 * * MON");
        tickUntil("2026-03-02T08:00:00Z");

        databaseIsAway = true;
        tickUntil("2026-03-02T11:00:00Z");
        assertThat(kept).isEmpty();
        databaseIsAway = false;
        tickUntil("2026-03-02T11:01:00Z");

        assertThat(leads()).containsExactly(1L);
    }

    @Test
    void onAFastClockNoDayIsPassedOver() {
        field(1, "birthday", "--03-05");
        lead(2, null);
        deploy("birthday", "on=anniversary;field=birthday");
        deploy("daily", "on=schedule;cron=0 9 * * *");

        for (int i = 0; i < 60; i++) {
            now = now.plus(Duration.ofHours(6));
            schedules.tick();
        }

        assertThat(kept.keySet().stream().filter(id -> id.startsWith("anniversary")))
                .hasSize(1);
        assertThat(kept.keySet().stream().filter(id -> id.matches("schedule:.*:2:.*")))
                .hasSize(15);
    }

    @Test
    void aScheduleThatIsGoneIsForgotten() {
        lead(1, null);
        deploy("weekly", "on=schedule;cron=0 9 * * MON");
        schedules.tick();
        deployed.clear();

        tickUntil("2026-03-02T10:00:00Z");

        assertThat(kept).isEmpty();
    }

    /** The shipped plumbing route, with Camel's Quartz component and its own clock. */
    @Test
    void aQuartzJobTellsTheTime() throws Exception {
        lead(1, null);
        deploy("daily", "on=schedule;cron=0 9 * * *");
        now = Instant.parse("2026-03-02T09:00:10Z");
        try (CamelContext camel = new DefaultCamelContext()) {
            camel.addComponent("ripen-schedules", new SchedulesCamelComponent(schedules));
            camel.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("quartz:ripen/schedules?cron=0/1+*+*+*+*+?&stateful=true")
                            .to("ripen-schedules:due");
                }
            });
            camel.start();
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> {
                synchronized (schedules) {
                    return kept.size() == 1;
                }
            });
        }
    }

    private void tickUntil(String end) {
        Instant last = Instant.parse(end);
        while (now.isBefore(last)) {
            Instant next = now.plus(Duration.ofMinutes(7));
            now = next.isBefore(last) ? next : last;
            schedules.tick();
        }
    }

    private List<Long> leads() {
        return kept.values().stream()
                .map(event -> event.contact() == null ? 0 : event.contact().value())
                .toList();
    }

    private void lead(long id, String zone) {
        contacts.put(id, Leads.lead(id, "default", zone, Set.of(), Map.of(), Leads.BORN));
    }

    private void field(long id, String name, String value) {
        contacts.put(id, Leads.lead(id, "default", null, Set.of(), Map.of(name, value), Leads.BORN));
    }

    private void deploy(String id, String options) {
        Map<String, String> trigger = new LinkedHashMap<>();
        for (String option : options.split(";")) {
            String[] parts = option.split("=", 2);
            trigger.put(parts[0], parts[1]);
        }
        deployed.add(new SequenceDescription(
                new SequenceId(id),
                "",
                "r1",
                1,
                now,
                List.of(),
                trigger,
                Set.of(),
                Set.of(),
                List.of(),
                Set.of("default")));
    }

    private Schedules restarted() {
        Sequences sequences = fake(Sequences.class, (proxy, method, arguments) -> List.copyOf(deployed));
        Team team = new Team(TeamId.DEFAULT, "Default", ZoneId.of("UTC"), "US", Map.of());
        Team other = new Team(new TeamId("sales"), "Sales", ZoneId.of("UTC"), "US", Map.of());
        Teams teams = fake(
                Teams.class,
                (proxy, method, arguments) -> method.getName().equals("all")
                        ? List.of(team, other)
                        : Optional.of(arguments[0].equals(TeamId.DEFAULT) ? team : other));
        Events events = fake(Events.class, (proxy, method, arguments) -> {
            for (Object each : (List<?>) arguments[1]) {
                Event event = (Event) each;
                sent.add(event);
                kept.putIfAbsent(event.id(), event);
            }
            return List.of();
        });
        Transactions transactions = new Transactions() {
            @Override
            public <T> T call(Body<T> body) {
                if (databaseIsAway) {
                    throw new IllegalStateException("The database is away.");
                }
                return body.in((UnitOfWork) action -> {});
            }
        };
        return new Schedules(
                sequences,
                teams,
                () -> now,
                new Firing(
                        transactions,
                        fake(Projection.class, (proxy, method, arguments) -> switch (method.getName()) {
                            case "zones" -> zones();
                            case "slice" -> slice((Slice) arguments[1]);
                            default -> throw new UnsupportedOperationException(method.getName());
                        }),
                        events,
                        () -> places));
    }

    private Set<ZoneId> zones() {
        Set<ZoneId> zones = new HashSet<>();
        contacts.values().stream()
                .filter(contact -> contact.timeZone() != null)
                .forEach(contact -> zones.add(contact.timeZone()));
        return zones;
    }

    private List<Contact> slice(Slice slice) {
        List<Contact> page = contacts.tailMap(slice.after(), false).values().stream()
                .filter(contact -> slice.teams().contains(contact.team()))
                .filter(contact -> contact.timeZone() == null
                        ? slice.zoneless().contains(contact.team())
                        : slice.zones().contains(contact.timeZone()))
                .limit(slice.limit())
                .toList();
        pages.add(page.size());
        return page;
    }

    private static <T> T fake(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
