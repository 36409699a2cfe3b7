package io.ripen.engine.internal.run;

import io.ripen.core.store.EnrollmentRow;
import io.ripen.core.store.EventRow;
import io.ripen.core.store.MailSent;
import io.ripen.engine.internal.check.Durations;
import io.ripen.engine.internal.compile.LeadFacts;
import io.ripen.engine.internal.enroll.RunKey;
import io.ripen.event.EventTypes;
import io.ripen.text.WrittenText;
import io.ripen.time.CalendarSpan;
import io.ripen.time.CalendarTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Answers about one lead from what its batch loaded. Machines do not count: what a scanner clicked or a privacy proxy
 * opened is not the lead's doing. Of what nobody can tell, a click counts and an open does not.
 *
 * @param key name of what tells several runs of one lead apart; what another run is about is not counted
 */
record EventFacts(EnrollmentRow run, String key, BatchFacts batch, InstantSource clock) implements LeadFacts {
    private static final Set<String> REPLIES =
            Set.of(EventTypes.REPLY, EventTypes.SMS_RECEIVED, EventTypes.EMAIL_RECEIVED);

    @Override
    public boolean clicked(String link) {
        return sinceEnrolled(EventTypes.LINK_CLICKED)
                .anyMatch(event -> !isMachine(event) && link.equals(event.data().get("link")));
    }

    @Override
    public boolean opened(String step) {
        return sinceEnrolled(EventTypes.MESSAGE_OPENED)
                .anyMatch(event -> isHuman(event) && step.equals(event.data().get("step")));
    }

    @Override
    public boolean replied() {
        return replies().findAny().isPresent();
    }

    @Override
    public boolean repliedWith(String text) {
        return replies()
                .anyMatch(event -> event.data().get("text") instanceof String said
                        && WrittenText.of(said).has(text));
    }

    @Override
    public int visits(String page, String within) {
        CalendarSpan window = Durations.parse(within);
        Instant from = window.hasDays()
                ? CalendarTime.plus(clock.instant(), window.negated(), batch.zone(run))
                : clock.instant().minus(window.clock());
        return (int) views(page).filter(event -> event.at().isAfter(from)).count();
    }

    @Override
    public boolean visited(String page) {
        return views(page).anyMatch(this::isSinceEnrolled);
    }

    @Override
    public int inRow(boolean opened) {
        int row = 0;
        for (MailSent mail : batch.mails(run)) {
            if (isEngaged(mail) != opened) {
                return row;
            }
            row++;
        }
        return row;
    }

    @Override
    public int daysSinceEngagement() {
        Instant last = run.enrolledAt();
        for (EventRow event : batch.events(run)) {
            boolean open = event.type().equals(EventTypes.MESSAGE_OPENED);
            if ((open ? isHuman(event) : !isMachine(event)) && event.at().isAfter(last)) {
                last = event.at();
            }
        }
        return (int) Math.max(0, Duration.between(last, clock.instant()).toDays());
    }

    @Override
    public @Nullable String outcome(String step) {
        return batch.outcome(run, step);
    }

    private boolean isEngaged(MailSent mail) {
        String id = Long.toString(mail.id());
        List<EventRow> events = batch.events(run);
        Predicate<EventRow> about =
                event -> id.equals(String.valueOf(event.data().get("message")));
        return events.stream().anyMatch(event -> switch (event.type()) {
            case EventTypes.MESSAGE_OPENED -> about.test(event) && isHuman(event);
            case EventTypes.LINK_CLICKED -> about.test(event) && !isMachine(event);
            default -> REPLIES.contains(event.type()) && !event.at().isBefore(mail.settledAt());
        });
    }

    private Stream<EventRow> replies() {
        return batch.events(run).stream().filter(event -> REPLIES.contains(event.type()) && isSinceEnrolled(event));
    }

    private Stream<EventRow> views(String page) {
        return batch.events(run).stream()
                .filter(event -> event.type().equals(EventTypes.PAGE_VIEWED)
                        && !isMachine(event)
                        && event.data().get("page") instanceof String path
                        && path.startsWith(page));
    }

    private Stream<EventRow> sinceEnrolled(String type) {
        return batch.events(run).stream()
                .filter(event -> event.type().equals(type)
                        && isSinceEnrolled(event)
                        && RunKey.isAbout(run, key, type, event.data()));
    }

    private boolean isSinceEnrolled(EventRow event) {
        return !event.receivedAt().isBefore(run.enrolledAt());
    }

    private static boolean isMachine(EventRow event) {
        return "machine".equals(event.data().get("engagement"))
                || Boolean.FALSE.equals(event.data().get("human"));
    }

    private static boolean isHuman(EventRow event) {
        Object engagement = event.data().get("engagement");
        return engagement == null ? !isMachine(event) : "human".equals(engagement);
    }
}
