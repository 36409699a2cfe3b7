package io.ripen.demo.internal;

import io.ripen.crm.Contact;
import io.ripen.crm.ContactId;
import io.ripen.crm.ContactImport;
import io.ripen.delivery.Message;
import io.ripen.delivery.Messages;
import io.ripen.report.SequenceReport;
import io.ripen.sandbox.SandboxMessage;
import io.ripen.sequence.Enrollment;
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
    private static final Duration LOOK = Duration.ofMillis(20);
    private static final int PAGE = 1_000;
    /** Machine time that the product may take to be ready, and to finish once the last day is over. */
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final Services ripen;
    private final Path routes;
    private final Screen screen;
    private final CountDownLatch closing;

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
                .run(DemoLead.file(), new ContactImport.Options(TeamId.DEFAULT, Set.of(), "demo"), rows -> {});
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
        String lacking = lacking();
        while (lacking != null) {
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
                ripen.sequences().enable(new SequenceId(id), TeamId.DEFAULT, true, Map.of());
            }
        }
        try {
            // A text from nobody: kept, and of no effect.
            int status = ripen.sandbox().replyBySms("+12125550199", "Is anybody there?");
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
        ripen.teams().save(new Team(team.id(), "Harbor Homes", team.zone(), team.region(), settings));
    }

    private void watch(Instant start, Deeds deeds, Arrivals arrivals, Map<String, Contact> contacts)
            throws InterruptedException {
        Instant end = start.plus(Duration.ofDays(DAYS));
        long lateAfter =
                System.nanoTime() + ripen.clock().pauseUntil(end).plus(PATIENCE).toNanos();
        while (true) {
            // Nobody answers before having heard of us; and the later touches count from the first one's sending as
            // well.
            arrivals.first((lead, at) -> {
                Contact contact = contacts.get(lead.externalId());
                if (contact != null) {
                    deeds.plan(lead, contact.id(), at);
                }
            });
            deeds.play();
            Map<String, Long> totals = totals();
            long enrolled = totals.getOrDefault("enrolled", 0L);
            long completed = totals.getOrDefault("completed", 0L);
            long stopped = totals.getOrDefault("stopped", 0L);
            Instant now = ripen.clock().instant();
            screen.progress(
                    Math.min(DAYS, Duration.between(start, now).toDays()),
                    DAYS,
                    String.format(
                            Locale.ROOT,
                            "messages %5d   under way %4d   finished %4d   stopped %4d",
                            ripen.sandbox().count(),
                            enrolled - completed - stopped,
                            completed,
                            stopped));
            boolean over = deeds.isOver() && now.isAfter(end) && enrolled > 0 && enrolled == completed + stopped;
            if (over || System.nanoTime() > lateAfter) {
                screen.endProgress();
                return;
            }
            pause(LOOK);
        }
    }

    private Map<String, Long> totals() {
        Map<String, Long> totals = new HashMap<>();
        for (String id : SEQUENCES) {
            SequenceReport report = ripen.reports().sequence(new SequenceId(id)).orElse(null);
            if (report != null) {
                report.totals().forEach((name, count) -> totals.merge(name, count, Long::sum));
            }
        }
        return totals;
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
                    clicked.get(lead.externalId())));
        }
        return Result.of(
                stories,
                promises,
                imported,
                Holds.of(
                        ripen.timeline(),
                        contacts.values().stream().map(Contact::id).toList()),
                received.size(),
                ripen.clock().speed(),
                took);
    }

    private List<Enrollment> enrollments(ContactId contact, LeadKind kind) {
        String sequence = kind.sequence();
        List<Enrollment> all = ripen.enrollments().list(new Enrollments.Query(null, null, contact, 0, PAGE));
        // The sequence of its kind, or, for those that should be in none, any of the two.
        return all.stream()
                .filter(each -> sequence == null
                        ? SEQUENCES.contains(each.sequence().value())
                        : each.sequence().value().equals(sequence))
                .toList();
    }

    private List<Message> messages(ContactId contact) {
        return ripen.messages().list(new Messages.Query(contact, null, null, 0, PAGE));
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
