package io.ripen.testkit;

import io.ripen.channel.AddressKind;
import io.ripen.channel.Channel;
import io.ripen.channel.Consequence;
import io.ripen.channel.LaterOutcome;
import io.ripen.channel.OutboundMessage;
import io.ripen.channel.Outcome;
import io.ripen.channel.Reconciliation;
import io.ripen.channel.TemplateFormat;
import io.ripen.event.EventTypes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A channel that sends nothing, keeps what it was given, and answers as it is told.
 *
 * <pre>{@code
 * RecordingChannel sms = RecordingChannel.sms();
 * sms.answerNext(new Outcome.Unavailable(Duration.ofSeconds(5), "Try later."));
 * }</pre>
 *
 * <p>Thread-safe.
 */
public final class RecordingChannel implements Channel {

    /** One call of {@link Channel#send}. */
    public record Attempt(OutboundMessage message, Outcome outcome) {}

    private final String type;
    private final AddressKind addressKind;
    private final TemplateFormat templateFormat;
    private final Set<String> options;
    private Set<String> namingSteps = Set.of();
    private final List<Attempt> attempts = new ArrayList<>();
    private @Nullable LaterOutcome later;
    private final Deque<Outcome> next = new ArrayDeque<>();
    private final Deque<Reconciliation> nextFindings = new ArrayDeque<>();
    private Function<String, Consequence> consequences = Consequence::none;
    private Function<OutboundMessage, Outcome> answer = RecordingChannel::accept;
    private Function<OutboundMessage, Reconciliation> finding =
            message -> new Reconciliation.Undecided("This channel was not told what became of message " + message.id());

    private RecordingChannel(String type, AddressKind addressKind, TemplateFormat templateFormat, Set<String> options) {
        this.type = type;
        this.addressKind = addressKind;
        this.templateFormat = templateFormat;
        this.options = Set.copyOf(options);
    }

    /** Stands for {@code sms}: phone numbers, templates that are all text. */
    public static RecordingChannel sms() {
        return of("sms", AddressKind.PHONE, TemplateFormat.TEXT);
    }

    /** Stands for {@code email}: mail addresses, templates with a subject. */
    public static RecordingChannel email() {
        return of("email", AddressKind.EMAIL, TemplateFormat.MAIL);
    }

    /** Stands for {@code call}: a task that somebody reports the outcome of, later. */
    public static RecordingChannel call() {
        RecordingChannel call =
                new RecordingChannel("call", AddressKind.NONE, TemplateFormat.TEXT, Set.of("title", "other-hour-than"));
        call.namingSteps = Set.of("other-hour-than");
        call.later = new LaterOutcome(EventTypes.CALL_COMPLETED, Duration.ofDays(2));
        return call;
    }

    public static RecordingChannel of(String type, AddressKind addressKind, TemplateFormat templateFormat) {
        return new RecordingChannel(type, addressKind, templateFormat, Set.of());
    }

    /** Stands in for a real channel: same address, same kind of template, same options, but nothing leaves. */
    public static RecordingChannel insteadOf(String type, Channel real) {
        RecordingChannel channel =
                new RecordingChannel(type, real.addressKind(), real.templateFormat(), real.options());
        channel.namingSteps = Set.copyOf(real.optionsThatNameSteps());
        channel.later = real.laterOutcome();
        return channel;
    }

    public String type() {
        return type;
    }

    /** Answers the next messages so, one each; after them as before. */
    public synchronized RecordingChannel answerNext(Outcome... outcomes) {
        next.addAll(List.of(outcomes));
        return this;
    }

    /** Answers every message so from now on. */
    public synchronized RecordingChannel answer(Function<OutboundMessage, Outcome> outcome) {
        answer = outcome;
        return this;
    }

    /** Says so when it is asked what became of an attempt, one each; after them as before. */
    public synchronized RecordingChannel findNext(Reconciliation... findings) {
        nextFindings.addAll(List.of(findings));
        return this;
    }

    /** Says so from now on when it is asked what became of an attempt. */
    public synchronized RecordingChannel find(Function<OutboundMessage, Reconciliation> found) {
        finding = found;
        return this;
    }

    /** Says so of the provider's codes from now on. */
    public synchronized RecordingChannel consequences(Function<String, Consequence> codes) {
        consequences = codes;
        return this;
    }

    @Override
    public synchronized Consequence consequence(String code) {
        return consequences.apply(code);
    }

    /** Every call, in order. */
    public synchronized List<Attempt> attempts() {
        return List.copyOf(attempts);
    }

    /** What was accepted, in order. */
    public synchronized List<OutboundMessage> accepted() {
        return attempts.stream()
                .filter(attempt -> attempt.outcome() instanceof Outcome.Accepted)
                .map(Attempt::message)
                .toList();
    }

    @Override
    public synchronized Outcome send(OutboundMessage message) {
        Outcome outcome = next.isEmpty() ? answer.apply(message) : next.removeFirst();
        attempts.add(new Attempt(message, outcome));
        return outcome;
    }

    @Override
    public synchronized Reconciliation reconcile(
            OutboundMessage message, Instant sentAt, List<String> knownProviderIds) {
        return nextFindings.isEmpty() ? finding.apply(message) : nextFindings.removeFirst();
    }

    @Override
    public AddressKind addressKind() {
        return addressKind;
    }

    @Override
    public TemplateFormat templateFormat() {
        return templateFormat;
    }

    @Override
    public Set<String> options() {
        return options;
    }

    @Override
    public Set<String> optionsThatNameSteps() {
        return namingSteps;
    }

    @Override
    public @Nullable LaterOutcome laterOutcome() {
        return later;
    }

    private static Outcome accept(OutboundMessage message) {
        return new Outcome.Accepted("recorded-" + message.id());
    }
}
