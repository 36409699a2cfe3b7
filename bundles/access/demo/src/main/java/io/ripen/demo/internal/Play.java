package io.ripen.demo.internal;

import io.ripen.crm.Contact;
import io.ripen.crm.ContactId;
import io.ripen.crm.ContactImport;
import io.ripen.delivery.Message;
import io.ripen.delivery.Messages;
import io.ripen.sandbox.SandboxMessage;
import io.ripen.sequence.Enrollment;
import io.ripen.sequence.EnrollmentState;
import io.ripen.sequence.Enrollments;
import io.ripen.sequence.SequenceDescription;
import io.ripen.sequence.SequenceId;
import io.ripen.team.Team;
import io.ripen.team.TeamId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One performance of the demo, from the import of the leads to the verdict. Runs on the thread that calls it. */
final class Play {
    static final List<String> SEQUENCES = List.of("new-lead-14-day", "b2b-90-day");
    private static final int DAYS = 91;
    private static final Duration LOOK = Duration.ofMillis(15);
    private static final int PAGE = 1_000;
    /** Machine time in which nothing moves, though leads are under way, after which the demo is judged as it stands. */
    private static final Duration STILL = Duration.ofSeconds(60);
    /** Machine time that the product may take to be ready. */
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private static final Duration TOLD_EVERY = Duration.ofSeconds(10);

    private final Services ripen;
    private final Path routes;
    private final Screen screen;
    private final CountDownLatch closing;
    private final Skips skips = new Skips();

    /** @param closing counted down when the demo has to stop early */
    Play(Services ripen, Path routes, Screen screen, CountDownLatch closing) {
        this.ripen = ripen;
        this.routes = routes;
        this.screen = screen;
        this.closing = closing;
    }

    /**
     * Plays.
     *
     * @throws IllegalStateException with a sentence for the person who watches, when it cannot be played
     */
    Result run() throws IOException, InterruptedException {
        Promises promises = new Promises(routes);
        awaitReady();
        nameTheTeam();
        List<DemoLead> leads = DemoLead.all();
        screen.say("Importing " + leads.size() + " leads, with " + DemoLead.broken() + " broken rows and a few twice.");
        long began = System.nanoTime();
        Instant start = ripen.clock().instant();
        ContactImport.Result imported = ripen.imports()
                .run(
                        Services.DEMO,
                        DemoLead.file(),
                        new ContactImport.Options(TeamId.DEFAULT, Set.of(), "demo"),
                        rows -> {});
        Map<String, Contact> contacts = contacts(leads);
        Map<String, Story.Span> stopped;
        Map<String, Story.Span> clicked;
        try (Deeds deeds = new Deeds(ripen.clock(), ripen.sandbox(), ripen.events())) {
            Arrivals arrivals = new Arrivals(ripen.sandbox(), leads);
            watch(start, deeds, arrivals, contacts);
            deeds.close();
            if (deeds.failed() > 0) {
                throw new IllegalStateException(deeds.failed()
                        + " leads could not do what they do; the log tells why. The result would say nothing.");
            }
            stopped = deeds.stopped();
            clicked = deeds.clicked();
        }
        return judge(
                leads,
                contacts(leads),
                stopped,
                clicked,
                promises,
                imported,
                Duration.ofNanos(System.nanoTime() - began));
    }

    /** Until the sequences are in service and a text that comes in is taken. */
    private void awaitReady() throws InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        long toldAt = System.nanoTime();
        String lacking = lacking();
        while (lacking != null) {
            if (System.nanoTime() - toldAt > TOLD_EVERY.toNanos()) {
                screen.say("Not ready yet: " + lacking);
                toldAt = System.nanoTime();
            }
            if (System.nanoTime() > until) {
                throw new IllegalStateException("Not ready after " + PATIENCE.toSeconds() + " s: " + lacking);
            }
            pause(Duration.ofMillis(200));
            lacking = lacking();
        }
    }

    private @Nullable String lacking() {
        for (String id : SEQUENCES) {
            SequenceDescription sequence =
                    ripen.sequences().find(new SequenceId(id)).orElse(null);
            if (sequence == null || sequence.revision() == null) {
                return "the sequence " + id + " is not deployed. "
                        + (sequence == null
                                ? "Is its folder in " + routes + "?"
                                : sequence.problems().toString());
            }
            if (!sequence.missing().isEmpty()) {
                return "the sequence " + id + " needs " + sequence.missing() + ".";
            }
            if (!sequence.teams().contains(TeamId.DEFAULT.value())) {
                ripen.sequences().enable(Services.DEMO, new SequenceId(id), TeamId.DEFAULT, true, Map.of());
            }
        }
        try {
            // A text from nobody, whose number no lead has: kept, and of no effect.
            int status = ripen.sandbox().replyBySms("+14045550199", "Is anybody there?");
            return status < 300 ? null : "the web hook for texts answers " + status + ".";
        } catch (RuntimeException trouble) {
            return "the web hook for texts does not answer: " + trouble.getMessage();
        }
    }

    private void nameTheTeam() {
        Team team = ripen.teams().find(TeamId.DEFAULT).orElseThrow();
        Map<String, Object> settings = new LinkedHashMap<>(team.settings());
        settings.putIfAbsent("case_study_url", "https://harbor.example.com/story");
        settings.putIfAbsent("pricing_url", "https://harbor.example.com/prices");
        settings.putIfAbsent("booking_url", "https://harbor.example.com/book");
        ripen.teams().save(Services.DEMO, new Team(team.id(), "Harbor Homes", team.zone(), team.region(), settings));
    }

    private void watch(Instant start, Deeds deeds, Arrivals arrivals, Map<String, Contact> contacts)
            throws InterruptedException {
        Instant end = start.plus(Duration.ofDays(DAYS));
        long began = System.nanoTime();
        long movedAt = began;
        Object seen = "";
        IdleTime idle = new IdleTime(ripen.clock(), skips);
        boolean touched = false;
        while (true) {
            // Nobody answers before having heard of us; and the later touches count from the first one's sending as
            // well.
            long received = ripen.sandbox().count();
            arrivals.first((lead, at) -> {
                Contact contact = contacts.get(lead.externalId());
                if (contact != null) {
                    deeds.plan(lead, contact.id(), at);
                }
            });
            if (!touched && received > 0) {
                touched = true;
                screen.say(String.format(
                        Locale.ROOT,
                        "The first lead has its message after %.1f s. Three months pass now; time in which nothing is due is"
                                + " skipped.",
                        (System.nanoTime() - began) / 1e9));
            }
            deeds.play();
            boolean busy = deeds.isBusy();
            List<Enrollment> runs = runs();
            Instant now = ripen.clock().instant();
            tell(Math.min(DAYS, Duration.between(start, now).toDays()), received, runs);
            boolean over = deeds.isOver()
                    && now.isAfter(end)
                    && !runs.isEmpty()
                    && runs.stream().allMatch(Play::isOver);
            Object sees = List.of(
                    received,
                    runs.stream()
                            .map(run -> List.of(run.state(), String.valueOf(run.dueAt())))
                            .toList());
            movedAt = sees.equals(seen) ? movedAt : System.nanoTime();
            seen = sees;
            if (over || System.nanoTime() - movedAt > STILL.toNanos()) {
                screen.endProgress();
                return;
            }
            if (!busy) {
                idle.look(runs, deeds.next(), received, end.plusSeconds(1));
            }
            pause(LOOK);
        }
    }

    private void tell(long day, long received, List<Enrollment> runs) {
        long completed = count(runs, EnrollmentState.COMPLETED);
        long stopped = count(runs, EnrollmentState.STOPPED);
        screen.progress(
                day,
                DAYS,
                String.format(
                        Locale.ROOT,
                        "%5d messages received   leads: %4d under way %4d to the end of their sequence %4d stopped before",
                        received,
                        runs.size() - completed - stopped,
                        completed,
                        stopped));
    }

    private static long count(List<Enrollment> runs, EnrollmentState state) {
        return runs.stream().filter(run -> run.state() == state).count();
    }

    private static boolean isOver(Enrollment run) {
        return run.state() == EnrollmentState.COMPLETED || run.state() == EnrollmentState.STOPPED;
    }

    private List<Enrollment> runs() {
        List<Enrollment> runs = new ArrayList<>();
        for (String id : SEQUENCES) {
            runs.addAll(ripen.enrollments()
                    .list(Services.DEMO, new Enrollments.Query(null, new SequenceId(id), null, null, 0, PAGE)));
        }
        return runs;
    }

    private Map<String, Contact> contacts(List<DemoLead> leads) {
        return ripen.transactions().call(work -> {
            Map<String, Contact> contacts = new HashMap<>();
            for (DemoLead lead : leads) {
                for (Contact contact : ripen.contacts().findByAddress(work, lead.email())) {
                    contacts.put(lead.externalId(), contact);
                }
            }
            return contacts;
        });
    }

    private Result judge(
            List<DemoLead> leads,
            Map<String, Contact> contacts,
            Map<String, Story.Span> stopped,
            Map<String, Story.Span> clicked,
            Promises promises,
            ContactImport.Result imported,
            Duration took) {
        List<SandboxMessage> received = received();
        Map<String, List<SandboxMessage>> byAddress = new HashMap<>();
        for (SandboxMessage message : received) {
            byAddress
                    .computeIfAbsent(message.to().toLowerCase(Locale.ROOT), address -> new ArrayList<>())
                    .add(message);
        }
        Standing standing = new Standing(ripen.transactions(), ripen.blocks(), ripen.suppressions());
        List<Story> stories = new ArrayList<>();
        for (DemoLead lead : leads) {
            List<SandboxMessage> got = new ArrayList<>(byAddress.getOrDefault(lead.email(), List.of()));
            got.addAll(byAddress.getOrDefault(lead.phone(), List.of()));
            Contact contact = contacts.get(lead.externalId());
            stories.add(new Story(
                    lead,
                    contact,
                    contact == null ? List.of() : enrollments(contact.id(), lead.kind()),
                    contact == null ? List.of() : messages(contact.id()),
                    got,
                    stopped.get(lead.externalId()),
                    clicked.get(lead.externalId()),
                    standing.unasked(lead)));
        }
        return Result.of(
                stories,
                promises,
                imported,
                Holds.of(
                        ripen.timeline(),
                        contacts.values().stream().map(Contact::id).toList()),
                received.size(),
                new Pace(ripen.clock().speed(), skips),
                took);
    }

    private List<Enrollment> enrollments(ContactId contact, LeadKind kind) {
        String sequence = kind.sequence();
        List<Enrollment> all =
                ripen.enrollments().list(Services.DEMO, new Enrollments.Query(null, null, null, contact, 0, PAGE));
        // The sequence of its kind, or, for those that should be in none, any of the two.
        return all.stream()
                .filter(each -> sequence == null
                        ? SEQUENCES.contains(each.sequence().value())
                        : each.sequence().value().equals(sequence))
                .toList();
    }

    private List<Message> messages(ContactId contact) {
        return ripen.messages().list(Services.DEMO, new Messages.Query(null, contact, null, null, 0, PAGE));
    }

    private List<SandboxMessage> received() {
        List<SandboxMessage> all = new ArrayList<>();
        List<SandboxMessage> page = ripen.sandbox().messages(0, PAGE);
        while (!page.isEmpty()) {
            all.addAll(page);
            page = ripen.sandbox().messages(page.get(page.size() - 1).number(), PAGE);
        }
        return all;
    }

    private void pause(Duration duration) throws InterruptedException {
        if (closing.await(duration.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new InterruptedException("The demo was stopped.");
        }
    }
}
