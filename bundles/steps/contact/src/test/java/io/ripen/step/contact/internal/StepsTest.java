package io.ripen.step.contact.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.ripen.crm.ContactChange;
import io.ripen.crm.ContactId;
import io.ripen.sequence.Enrollment;
import io.ripen.sequence.EnrollmentId;
import io.ripen.sequence.EnrollmentState;
import io.ripen.sequence.Lead;
import io.ripen.sequence.SequenceId;
import io.ripen.step.Effects;
import io.ripen.step.Step;
import io.ripen.task.TaskDraft;
import io.ripen.team.TeamId;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StepsTest {
    private final Recorded recorded = new Recorded();

    @Test
    void tagsTheContact() throws Exception {
        run(new ContactStep(), "tag", Map.of("add", "Nurture Complete, Warm", "remove", "New Lead"));

        assertThat(recorded.changes)
                .containsExactly(ContactChange.tags(Set.of("Nurture Complete", "Warm"), Set.of("New Lead")));
    }

    @Test
    void setsWordsFieldsAndScore() throws Exception {
        run(new ContactStep(), "set", Map.of("stage", "Proposal", "owner", "", "score", "40", "field.plan", "Gold"));

        Map<String, Object> set = recorded.changes.get(0).set();
        assertThat(set)
                .containsEntry("stage", "Proposal")
                .containsEntry("owner", null)
                .containsEntry("score", 40)
                .containsEntry("fields", Map.of("plan", "Gold"));
    }

    @Test
    void addsToTheScoreThatTheLeadHas() throws Exception {
        run(new ContactStep(), "set", Map.of("addScore", "-5"));

        assertThat(recorded.changes.get(0).set()).containsExactly(entry("score", 25));
    }

    @Test
    void stopsTheRunsOfTheNamedSequences() throws Exception {
        run(new EnrollmentStep(), "stop", Map.of("sequence", "new-lead-14-day, b2b-90-day"));

        assertThat(recorded.stopped)
                .containsExactly(
                        entry("new-lead-14-day", "Removed by sequence stop-on-reply."),
                        entry("b2b-90-day", "Removed by sequence stop-on-reply."));
    }

    @Test
    void stopsAllOtherRunsForTheReasonThatTheAuthorGives() throws Exception {
        run(new EnrollmentStep(), "stop", Map.of("reason", "The lead wrote back."));

        assertThat(recorded.stopped).containsExactly(entry("(all)", "The lead wrote back."));
    }

    @Test
    void changesOneThingAlone() throws Exception {
        run(new ContactStep(), "stage", Map.of("to", "Proposal"));
        run(new ContactStep(), "owner", Map.of("to", ""));
        run(new ContactStep(), "field", Map.of("plan", "Gold"));
        run(new ContactStep(), "score", Map.of("add", "10"));
        run(new ContactStep(), "score", Map.of("set", "5"));

        assertThat(recorded.changes.stream().map(ContactChange::set).toList())
                .containsExactly(
                        Map.of("stage", "Proposal"),
                        cleared("owner"),
                        Map.of("fields", Map.of("plan", "Gold")),
                        Map.of("score", 40),
                        Map.of("score", 5));
    }

    @Test
    void aScoreDoesNotFallBelowZero() throws Exception {
        run(new ContactStep(), "score", Map.of("add", "-31"));

        assertThat(recorded.changes.get(0).set()).containsExactly(entry("score", 0));
    }

    @Test
    void enrollsInOtherSequencesAndGoesOn() throws Exception {
        run(new EnrollmentStep(), "enroll", Map.of("sequence", "onboarding, upsell", "key", "deal-7"));

        assertThat(recorded.begun).containsExactly(entry("onboarding", "deal-7"), entry("upsell", "deal-7"));
        assertThat(recorded.ended).isEmpty();
    }

    @Test
    void movesToAnotherSequenceAndEndsThisRun() throws Exception {
        run(new EnrollmentStep(), "move", Map.of("to", "re-engagement-sms"));

        assertThat(recorded.begun).containsExactly(entry("re-engagement-sms", ""));
        assertThat(recorded.ended).containsExactly("Moved to sequence re-engagement-sms.");
    }

    @Test
    void doesNotMoveALeadToWhereItIs() {
        assertThatThrownBy(() -> run(new EnrollmentStep(), "move", Map.of("to", "stop-on-reply")))
                .hasMessageContaining("that it is in");
        assertThat(recorded.begun).isEmpty();
    }

    @Test
    void removesFromSomeOrFromAll() throws Exception {
        run(new EnrollmentStep(), "remove", Map.of("from", "b2b-90-day", "reason", "Bought."));
        run(new EnrollmentStep(), "remove", Map.of("from", "all"));

        assertThat(recorded.stopped)
                .containsExactly(entry("b2b-90-day", "Bought."), entry("(all)", "Removed by sequence stop-on-reply."));
    }

    private static Map<String, Object> cleared(String name) {
        Map<String, Object> set = new LinkedHashMap<>();
        set.put(name, null);
        return set;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "contact    | stage| ''                   | contact:stage?to=",
                "contact    | owner| as=kim               | no option 'as': use to",
                "contact    | field| ''                   | contact:field?NAME=value",
                "contact    | score| ''                   | one of 'add' and 'set'",
                "contact    | score| add=1;set=2          | one of 'add' and 'set'",
                "contact    | score| add=lots             | Option 'add' of 'contact:score' is 'lots'",
                "enrollment | enroll | ''                 | enrollment:enroll?sequence=NAME",
                "enrollment | enroll | sequence=Bad Name  | Sequence id 'Bad Name' is not valid",
                "enrollment | move | ''                   | enrollment:move?to=NAME",
                "enrollment | remove | ''                 | enrollment:remove?from=NAME",
                "enrollment | remove | from=a,,b          | empty value in 'a,,b'",
                "contact    | tags | add=VIP              | contact:tag?add",
                "contact    | tag  | ''                   | says no tag",
                "contact    | tag  | ad=VIP               | no option 'ad': use add, remove",
                "contact    | tag  | add=                 | 'add' of 'contact:tag' has an empty value",
                "contact    | tag  | add=VIP,,X           | empty value in 'VIP,,X'",
                "contact    | tag  | add=VIP;remove=vip   | adds and removes the same tag 'VIP'",
                "contact    | set  | ''                   | sets nothing",
                "contact    | set  | stages=X             | no option 'stages': use stage, owner",
                "contact    | set  | score=many           | 'many', which is no whole number",
                "contact    | set  | addScore=            | no whole number",
                "contact    | set  | score=99999999999    | no whole number",
                "contact    | set  | score=1;addScore=1   | both 'score' and 'addScore'",
                "contact    | set  | field.=X             | write field.NAME",
                "enrollment | halt | ''                   | enrollment:enroll?sequence=…, enrollment:move?to=…",
                "enrollment | stop | sequence=Bad Name    | Sequence id 'Bad Name' is not valid",
                "enrollment | stop | sequence=            | 'sequence' of 'enrollment:stop' has an empty value",
                "enrollment | stop | sequense=x           | no option 'sequense': use reason, sequence",
                "enrollment | stop | reason=              | 'reason' of 'enrollment:stop' is empty",
            })
    void refusesWithTheOptionAndTheCure(String kind, String path, String options, String message) {
        Step step = kind.equals("contact") ? new ContactStep() : new EnrollmentStep();
        Map<String, String> written = new LinkedHashMap<>();
        for (String option : options.isEmpty() ? new String[0] : options.split(";")) {
            String[] parts = option.split("=", 2);
            written.put(parts[0], parts[1]);
        }

        assertThatThrownBy(() -> step.prepare(path, written))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    private void run(Step step, String path, Map<String, String> options) throws Exception {
        step.prepare(path, options).run(LEAD, recorded);
    }

    private static final Enrollment RUN = new Enrollment(
            new EnrollmentId(7),
            TeamId.DEFAULT,
            new SequenceId("stop-on-reply"),
            "r1",
            new ContactId(1),
            "",
            EnrollmentState.ACTIVE,
            null,
            Map.of(),
            null,
            null,
            Instant.EPOCH,
            null);

    /** Knows what these steps ask of a lead, and nothing else. */
    private static final Lead LEAD = (Lead) Proxy.newProxyInstance(
            StepsTest.class.getClassLoader(),
            new Class<?>[] {Lead.class},
            (proxy, method, arguments) -> switch (method.getName()) {
                case "getScore" -> 30;
                case "getEnrollment" -> RUN;
                default -> throw new UnsupportedOperationException(method.getName());
            });

    private static final class Recorded implements Effects {
        final List<ContactChange> changes = new ArrayList<>();
        final List<Map.Entry<String, String>> stopped = new ArrayList<>();
        final List<Map.Entry<String, String>> begun = new ArrayList<>();
        final List<String> ended = new ArrayList<>();

        @Override
        public void change(ContactChange change) {
            changes.add(change);
        }

        @Override
        public void stopOthers(@Nullable SequenceId sequence, String reason) {
            stopped.add(entry(sequence == null ? "(all)" : sequence.value(), reason));
        }

        @Override
        public void enroll(SequenceId sequence, String key) {
            begun.add(entry(sequence.value(), key));
        }

        @Override
        public void end(String reason) {
            ended.add(reason);
        }

        @Override
        public void set(String variable, Object value) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void path(String name, double pace) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void task(TaskDraft task) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void note(String text) {
            throw new UnsupportedOperationException();
        }
    }
}
