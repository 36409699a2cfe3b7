package io.ripen.rest.internal;

import io.ripen.access.Actor;
import io.ripen.crm.ContactId;
import io.ripen.report.Reports;
import io.ripen.report.SequenceReport;
import io.ripen.report.VariantResult;
import io.ripen.sequence.Enrollment;
import io.ripen.sequence.EnrollmentId;
import io.ripen.sequence.EnrollmentState;
import io.ripen.sequence.Enrollments;
import io.ripen.sequence.Problem;
import io.ripen.sequence.SequenceDescription;
import io.ripen.sequence.SequenceId;
import io.ripen.sequence.SequenceSource;
import io.ripen.sequence.Sequences;
import io.ripen.sequence.StepId;
import io.ripen.team.TeamId;
import io.ripen.timeline.TimelineEntry;
import io.ripen.transaction.UnitOfWork;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Sequences and runs in memory: the sequence {@code welcome} is deployed; {@code closed} is not enabled. */
final class Runs implements Sequences, Enrollments, Reports {
    static final SequenceId WELCOME = new SequenceId("welcome");
    private static final SequenceDescription.TouchLabels FIRST =
            new SequenceDescription.TouchLabels(1, "awareness", "get a reply", "introduction");

    final Map<Long, Enrollment> kept = new TreeMap<>();
    final List<SequenceSource> checked = new ArrayList<>();
    final List<String> reasons = new ArrayList<>();
    final Map<String, Boolean> enabled = new TreeMap<>();
    private long next = 1;

    Enrollment add(long contact, EnrollmentState state) {
        Enrollment run = new Enrollment(
                new EnrollmentId(next++),
                TeamId.DEFAULT,
                WELCOME,
                "r1",
                new ContactId(contact),
                "",
                state,
                new StepId("hello"),
                Map.of(),
                Crm.NOW,
                null,
                Crm.NOW,
                null);
        kept.put(run.id().value(), run);
        return run;
    }

    @Override
    public Result enroll(Actor by, SequenceId sequence, ContactId contact, String key, Map<String, Object> variables) {
        if (!sequence.equals(WELCOME)) {
            return new Result.Refused("Sequence 'closed' is not enabled for team 'default'.");
        }
        return kept.values().stream()
                .filter(each -> each.contact().equals(contact) && !each.state().isFinal())
                .findFirst()
                .<Result>map(each -> new Result.AlreadyEnrolled(each.id(), "The contact is in it already."))
                .orElseGet(() -> new Result.Enrolled(
                        add(contact.value(), EnrollmentState.ACTIVE).id()));
    }

    @Override
    public boolean stop(Actor by, EnrollmentId id, @Nullable String reason) {
        reasons.add(String.valueOf(reason));
        return true;
    }

    @Override
    public List<EnrollmentId> stopAll(UnitOfWork work, ContactId contact, @Nullable SequenceId only, String reason) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean retry(Actor by, EnrollmentId id) {
        return kept.get(id.value()).state() == EnrollmentState.ERRORED;
    }

    @Override
    public Optional<Enrollment> find(Actor by, EnrollmentId id) {
        return Optional.ofNullable(kept.get(id.value()));
    }

    @Override
    public List<Enrollment> list(Actor by, Query query) {
        return kept.values().stream()
                .filter(each -> each.id().value() > query.after())
                .filter(each -> query.state() == null || each.state() == query.state())
                .filter(each -> query.contact() == null || each.contact().equals(query.contact()))
                .filter(each -> query.sequence() == null || each.sequence().equals(query.sequence()))
                .limit(query.limit())
                .toList();
    }

    List<TimelineEntry> timeline(int limit) {
        return List.of(new TimelineEntry(
                Crm.NOW, "sent", "welcome", "hello", "1", "2", "Sent hello.", Map.of("limit", limit)));
    }

    @Override
    public List<SequenceDescription> all() {
        return List.of(find(WELCOME).orElseThrow());
    }

    @Override
    public Optional<SequenceDescription> find(SequenceId id) {
        return Set.of("welcome", "closed").contains(id.value())
                ? Optional.of(new SequenceDescription(
                        id,
                        "Welcome",
                        "r1",
                        1,
                        Crm.NOW,
                        List.of(new SequenceDescription.StepDescription(
                                new StepId("hello"), "sms", "sms:hello", true, 4, FIRST)),
                        Map.of("on", "contact.created"),
                        Set.of("reply"),
                        Set.of(),
                        List.of(),
                        Set.of("default")))
                : Optional.empty();
    }

    @Override
    public Optional<SequenceSource> source(SequenceId id) {
        return id.equals(WELCOME)
                ? Optional.of(new SequenceSource("welcome.xml", "<routes/>", Map.of("hello.sms", "Hi!")))
                : Optional.empty();
    }

    /** Finds fault with a route that has no hello.sms beside it. */
    @Override
    public List<Problem> check(SequenceSource source) {
        checked.add(source);
        return source.templates().containsKey("hello.sms")
                ? List.of()
                : List.of(new Problem(source.name(), 4, 7, "There is no template 'hello.sms'.", "Write it."));
    }

    @Override
    public List<Problem> deploy(SequenceSource source) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean undeploy(SequenceId id, String reason) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean enable(Actor by, SequenceId id, TeamId team, boolean on, Map<String, Object> settings) {
        enabled.put(id.value(), on);
        return find(id).isPresent();
    }

    @Override
    public Optional<List<VariantResult>> variants(Actor by, SequenceId id) {
        return id.equals(WELCOME)
                ? Optional.of(List.of(new VariantResult("subject", "a", 40, 4, 1, 0, 0.1, null)))
                : Optional.empty();
    }

    @Override
    public Optional<SequenceReport> sequence(Actor by, SequenceId id) {
        return id.equals(WELCOME)
                ? Optional.of(new SequenceReport(
                        id,
                        Map.of("enrolled", 3L),
                        List.of(new SequenceReport.StepCounts(new StepId("hello"), "sms", FIRST, Map.of("sent", 2L)))))
                : Optional.empty();
    }
}
