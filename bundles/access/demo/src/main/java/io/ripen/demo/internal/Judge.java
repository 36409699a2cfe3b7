package io.ripen.demo.internal;

import io.ripen.crm.Contact;
import io.ripen.delivery.Message;
import io.ripen.delivery.MessageState;
import io.ripen.sandbox.SandboxMessage;
import io.ripen.sequence.Enrollment;
import io.ripen.sequence.EnrollmentState;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Compares what a lead got with what its sequence promises, touch by touch: all that was due before it stopped, nothing
 * that was sent after, nothing twice, nothing early; no text outside of the lead's hours ({@link SmsWindow}) nor a second one
 * on a day, no e-mail within 48 hours. A touch may wait for all that, and no longer. Whoever did not opt out can still be
 * written to at the end: neither held for a person's decision nor suppressed.
 */
final class Judge {
    private static final Duration EARLY = Duration.ofMinutes(1);
    /** The engine keeps times to the microsecond. */
    private static final Duration ROUNDING = Duration.ofMillis(1);
    /** How late a touch may be planned, and how much too long it may be kept, in machine time, on however busy a machine. */
    static final Duration LATEST = Duration.ofSeconds(30);
    /**
     * How late a touch may be when its lead stops, in machine time at the clock's speed. More than {@link #LATEST}: the engine
     * puts a lead back for up to a minute while its channel is busy, and that minute is skipped.
     */
    private static final Duration EXCUSED = Duration.ofSeconds(100);

    /**
     * What was found.
     *
     * @param wrong what is wrong, in a sentence; null when all is as promised
     * @param crossed whether a message and the lead's stopping crossed on their way
     */
    record Verdict(@Nullable String wrong, boolean crossed) {
        static Verdict wrong(String sentence) {
            return new Verdict(sentence, false);
        }
    }

    /** E-mails to one lead are at least so far apart; exactly so far is allowed. */
    private static final Duration APART = Duration.ofHours(48);
    /** How long after it was let go a text may take to come in, in machine time. */
    private static final Duration ON_ITS_WAY = Duration.ofSeconds(2);

    /**
     * How late the tardiest touches were, in business time. What was skipped does not count in {@code planned} and {@code kept}:
     * the machine had no time to do anything in.
     *
     * @param planned the longest time between that a touch was due and that it was planned
     * @param kept how much longer than the policies ask for a message was kept between its plan and its sending. For a text only
     *     the lead's hours count: one that just missed their end may go when they begin again
     * @param delay as {@code planned}, with what was skipped
     * @param stay as {@code kept}, with what was skipped
     */
    record Lateness(Duration planned, Duration kept, Duration delay, Duration stay) {
        static final Lateness NONE = new Lateness(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);

        /** The longer of each. */
        Lateness or(Lateness other) {
            return new Lateness(
                    longer(planned, other.planned),
                    longer(kept, other.kept),
                    longer(delay, other.delay),
                    longer(stay, other.stay));
        }

        private static Duration longer(Duration one, Duration other) {
            return one.compareTo(other) >= 0 ? one : other;
        }
    }

    private final Duration delay;
    private final Duration kept;
    private final Duration onItsWay;

    /**
     * @param late how late the touches of this run were at most; more than {@link #EXCUSED} excuses nothing
     * @param speed how much faster than life the clock runs
     */
    Judge(Lateness late, double speed) {
        Duration excused = business(EXCUSED, speed);
        this.delay = late.delay().compareTo(excused) < 0 ? late.delay() : excused;
        this.kept = late.stay().compareTo(excused) < 0 ? late.stay() : excused;
        this.onItsWay = business(ON_ITS_WAY, speed);
    }

    private static Duration business(Duration machine, double speed) {
        return Duration.ofMillis(Math.round(machine.toMillis() * speed));
    }

    /** What is wrong with these longest times of a run, in a sentence; null when nothing is. */
    static @Nullable String tooLate(Lateness late, double speed) {
        Duration latest = business(LATEST, speed);
        boolean planned = late.planned().compareTo(latest) > 0;
        if (!planned && late.kept().compareTo(latest) <= 0) {
            return null;
        }
        return String.format(
                Locale.ROOT,
                "A touch was %s, and %d s are allowed. No lead lost anything by it: this machine is too busy just now."
                        + " Play the demo again when less runs beside it.",
                planned
                        ? String.format(Locale.ROOT, "planned %.1f s after it was due", seconds(late.planned(), speed))
                        : String.format(
                                Locale.ROOT, "kept %.1f s longer than the policies ask", seconds(late.kept(), speed)),
                LATEST.toSeconds());
    }

    private static double seconds(Duration duration, double speed) {
        return duration.toMillis() / speed / 1_000;
    }

    /** How late the touches of one lead were. */
    static Lateness lateness(Story story, Promise promise, Skips skips) {
        return delay(story, promise, skips).or(kept(story, promise, skips));
    }

    /** How long after they were due a lead's touches were planned: what the machine could not do faster. */
    private static Lateness delay(Story story, Promise promise, Skips skips) {
        Lateness late = Lateness.NONE;
        if (story.enrollments().isEmpty()) {
            return late;
        }
        Instant cursor = story.enrollments().get(0).enrolledAt();
        for (Promise.Touch touch : promise.touches()) {
            Message message = story.of(touch.step());
            if (message == null) {
                return late;
            }
            Instant due = cursor.plus(touch.pause());
            late = late.or(new Lateness(
                    skips.run(due, message.plannedAt()),
                    Duration.ZERO,
                    Duration.between(due, message.plannedAt()),
                    Duration.ZERO));
            cursor = settled(message);
        }
        return late;
    }

    private static Lateness kept(Story story, Promise promise, Skips skips) {
        Lateness late = Lateness.NONE;
        Instant mailed = Instant.MIN;
        for (Promise.Touch touch : promise.touches()) {
            Message message = story.of(touch.step());
            if (message == null) {
                continue;
            }
            Instant from = message.plannedAt();
            Instant to = sent(message);
            if (touch.channel().equals("sms")) {
                SmsWindow window = new SmsWindow(story.lead().zone());
                Instant holiday = window.nextAfterHoliday(from);
                Instant since = to.isBefore(holiday) ? from : holiday;
                late = late.or(new Lateness(
                        Duration.ZERO,
                        window.open(since, to, skips::run),
                        Duration.ZERO,
                        window.open(since, to, Duration::between)));
            } else {
                Instant since = from.isBefore(mailed) ? mailed : from;
                late = late.or(
                        new Lateness(Duration.ZERO, skips.run(since, to), Duration.ZERO, Duration.between(since, to)));
            }
            if (touch.channel().equals("email") && message.sendingAt() != null) {
                mailed = message.sendingAt().plus(APART);
            }
        }
        return late;
    }

    /**
     * Whether the lead had passed its choice before the click was recorded, as may happen on a busy machine; the promise
     * to those that do not click then counts.
     */
    static boolean clickedTooLate(Story story, Promise clicked, Promise unclicked) {
        Story.Span click = story.clicked();
        return click != null
                && unclicked.touches().stream()
                        .filter(touch -> !clicked.touches().contains(touch))
                        .map(touch -> story.of(touch.step()))
                        .anyMatch(message ->
                                message != null && message.plannedAt().isBefore(click.done()));
    }

    /** @param promise null when no sequence has promised this lead anything */
    Verdict judge(Story story, @Nullable Promise promise) {
        Contact contact = story.contact();
        if (contact == null) {
            return Verdict.wrong("The import did not keep it.");
        }
        if (!story.barred().isEmpty()) {
            return Verdict.wrong("Nothing in its story stops us from writing to it, and something does. "
                    + String.join(" ", story.barred()));
        }
        if (promise == null) {
            return story.received().isEmpty() && story.messages().isEmpty()
                    ? new Verdict(null, false)
                    : Verdict.wrong(
                            "It is in no sequence and got " + story.received().size() + " messages.");
        }
        if (story.enrollments().size() != 1) {
            return Verdict.wrong("It is enrolled " + story.enrollments().size() + " times.");
        }
        Enrollment enrollment = story.enrollments().get(0);
        boolean crossed = false;
        Set<String> accounted = new HashSet<>();
        Instant cursor = enrollment.enrolledAt();
        boolean over = false;
        for (Promise.Touch touch : promise.touches()) {
            Message message = story.of(touch.step());
            Instant due = cursor.plus(touch.pause());
            if (message == null) {
                String lost = over ? null : missing(story, touch, due);
                if (lost != null) {
                    return Verdict.wrong(lost);
                }
                over = true;
                continue;
            }
            String wrong = over
                    ? "It got " + touch.step() + " though a touch before it is missing."
                    : unlike(story, touch, message, due);
            if (wrong != null) {
                return Verdict.wrong(wrong);
            }
            crossed |= story.stopped() != null
                    && sent(message).isAfter(story.stopped().begun());
            if (message.providerId() != null) {
                accounted.add(message.providerId());
            }
            cursor = settled(message);
        }
        List<Message> notices = story.notices();
        notices.stream().map(Message::providerId).filter(Objects::nonNull).forEach(accounted::add);
        for (SandboxMessage received : story.received()) {
            if (!accounted.contains(received.providerId())) {
                return Verdict.wrong("It got a message that belongs to no step: " + received.text());
            }
        }
        String untimely = misnoticed(story, notices);
        untimely = untimely == null ? untimely(story) : untimely;
        if (untimely != null) {
            return Verdict.wrong(untimely);
        }
        String end = end(story, contact, enrollment, promise.tags());
        return end == null ? new Verdict(null, crossed) : Verdict.wrong(end);
    }

    private @Nullable String missing(Story story, Promise.Touch touch, Instant due) {
        if (story.stopped() == null) {
            return "It never got " + touch.step() + ".";
        }
        Instant surely = due.plus(delay).plus(ROUNDING);
        if (touch.channel().equals("sms")) {
            // It may have waited for the lead's hours, and for those of the next day when the machine missed them.
            SmsWindow window = new SmsWindow(story.lead().zone());
            surely = window.nextAfterHoliday(window.next(surely)).plus(kept).plus(ROUNDING);
        }
        return surely.isBefore(story.stopped().begun())
                ? touch.step() + " was due at " + due + " and is missing; the lead stopped only at "
                        + story.stopped().begun() + "."
                : null;
    }

    /** Who writes STOP may be told once, at any hour, that it was understood; nobody else is written to beside the sequence. */
    private static @Nullable String misnoticed(Story story, List<Message> notices) {
        if (notices.size() > (story.lead().kind() == LeadKind.STOP ? 1 : 0)) {
            return "It got " + notices.size() + " messages beside its sequence, such as: "
                    + notices.get(0).text();
        }
        for (Message notice : notices) {
            long copies = story.received().stream()
                    .filter(received -> received.providerId().equals(notice.providerId()))
                    .count();
            if (copies != 1) {
                return "The answer to its STOP is " + notice.state() + " and came in " + copies + " times.";
            }
            if (story.stopped() == null
                    || notice.plannedAt().isBefore(story.stopped().begun())) {
                return "It got the answer to a STOP that it had not written.";
            }
        }
        return null;
    }

    /** No text outside of the lead's hours, no two on one of its days, no e-mail too soon after the one before. */
    private @Nullable String untimely(Story story) {
        SmsWindow window = new SmsWindow(story.lead().zone());
        Map<LocalDate, Message> texts = new HashMap<>();
        Message mail = null;
        List<Message> messages = story.messages().stream()
                .filter(message -> message.step() != null && message.sendingAt() != null)
                .sorted(Comparator.comparing(Judge::sent))
                .toList();
        for (Message message : messages) {
            Instant at = sent(message);
            if (message.channel().equals("sms")) {
                if (!window.isOpen(at)) {
                    return message.step() + " was texted at " + at + ", and texts go " + window + ".";
                }
                Message other = texts.put(window.day(at), message);
                if (other != null) {
                    return message.step() + " and " + other.step() + " were both texted on " + window.day(at)
                            + ", one a day is allowed.";
                }
            } else if (message.channel().equals("email")) {
                if (mail != null && at.isBefore(sent(mail).plus(APART).minus(ROUNDING))) {
                    return message.step() + " was mailed at " + at + ", less than " + APART.toHours() + " hours after "
                            + mail.step() + ".";
                }
                mail = message;
            }
        }
        Set<String> answers = story.notices().stream().map(Message::providerId).collect(Collectors.toSet());
        for (SandboxMessage received : story.received()) {
            // The same from the other end, as well as can be told of what takes a moment on its way.
            if (received.channel().equals("sms")
                    && !answers.contains(received.providerId())
                    && window.next(received.at().minus(onItsWay)).isAfter(received.at())) {
                return "A text came in at " + received.at() + ", and texts go " + window + ": " + received.text();
            }
        }
        return null;
    }

    private static @Nullable String unlike(Story story, Promise.Touch touch, Message message, Instant due) {
        if (message.plannedAt().isBefore(due.minus(EARLY))) {
            return touch.step() + " was due at " + due + " and went out early, at " + message.plannedAt() + ".";
        }
        if (story.stopped() != null
                && sent(message).isAfter(story.stopped().done().plus(ROUNDING))) {
            return touch.step() + " was sent at " + sent(message) + ", after the lead had stopped at "
                    + story.stopped().done() + ".";
        }
        List<SandboxMessage> copies = story.received().stream()
                .filter(received -> received.providerId().equals(message.providerId()))
                .toList();
        if (story.lead().kind().unreachable().contains(touch.channel())) {
            boolean refused = message.state() == MessageState.REFUSED || message.state() == MessageState.DENIED;
            return refused && copies.isEmpty()
                    ? null
                    : touch.step() + " is " + message.state() + ", and should have been refused.";
        }
        if (message.state() != MessageState.ACCEPTED && message.state() != MessageState.DELIVERED) {
            return touch.step() + " is " + message.state() + ": " + message.reason();
        }
        if (copies.size() != 1) {
            return touch.step() + " came in " + copies.size() + " times.";
        }
        String text = copies.get(0).text();
        return text.isBlank() || text.contains("{{") ? touch.step() + " came in with a hole: " + text : null;
    }

    private static @Nullable String end(Story story, Contact contact, Enrollment enrollment, Set<String> tags) {
        boolean stopped = story.stopped() != null;
        boolean success =
                stopped && story.lead().kind().stop().filter(Deed::isSuccess).isPresent();
        EnrollmentState expected = stopped && !success ? EnrollmentState.STOPPED : EnrollmentState.COMPLETED;
        if (enrollment.state() != expected) {
            return "Its run is " + enrollment.state() + " and not " + expected + ": " + enrollment.reason();
        }
        for (String tag : tags) {
            if (contact.hasTag(tag) == stopped) {
                return contact.hasTag(tag) ? "It has the tag " + tag + " too early." : "It lacks the tag " + tag + ".";
            }
        }
        return null;
    }

    private static Instant sent(Message message) {
        return message.sendingAt() == null ? message.plannedAt() : message.sendingAt();
    }

    private static Instant settled(Message message) {
        return message.settledAt() == null ? message.plannedAt() : message.settledAt();
    }
}
