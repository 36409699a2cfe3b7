package io.ripen.rest.internal;

import io.ripen.access.Actor;
import io.ripen.crm.ContactId;
import io.ripen.message.Drafts;
import io.ripen.message.Hint;
import io.ripen.message.Lint;
import io.ripen.message.SmsText;
import io.ripen.message.TemplateOverrides;
import io.ripen.sequence.Problem;
import io.ripen.sequence.SequenceId;
import io.ripen.sequence.SequenceSource;
import io.ripen.sequence.StepId;
import io.ripen.team.TeamId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Templates, drafts and hints behind the API: one template, {@code hello.sms}, and one step, {@code hello}. */
final class Words implements TemplateOverrides, Drafts, Lint {
    static final Hint HINT =
            new Hint("sms-one-segment", "hello.sms", 1, "hello", "It has two segments.", "Costs twice.");

    final Map<String, Template> own = new TreeMap<>();
    final List<String> tests = new ArrayList<>();
    Trial trial = new Trial(TrialState.SENT, null, null, null, "SM1", shown());
    List<Hint> hints = List.of(HINT);

    private static Preview shown() {
        return new Preview("sms", "hello.sms", null, "Hi Ann", null, Map.of(), SmsText.of("Hi Ann"), List.of(HINT));
    }

    @Override
    public List<Template> all(Actor by, TeamId team, SequenceId sequence) {
        return find(by, team, sequence, "hello.sms").stream().toList();
    }

    @Override
    public Optional<Template> find(Actor by, TeamId team, SequenceId sequence, String file) {
        return file.equals("hello.sms")
                ? Optional.of(own.getOrDefault(file, new Template(file, "Hi", "Hi", null, null)))
                : Optional.empty();
    }

    /** Refuses what has braces that are not closed. */
    @Override
    public List<Problem> put(Actor by, TeamId team, SequenceId sequence, String file, String content) {
        if (content.contains("{{") && !content.contains("}}")) {
            return List.of(new Problem(file, 2, 0, "It is not closed.", "Close it."));
        }
        own.put(file, new Template(file, content, "Hi", by.name(), Crm.NOW));
        return List.of();
    }

    @Override
    public boolean remove(Actor by, TeamId team, SequenceId sequence, String file) {
        return own.remove(file) != null;
    }

    @Override
    public Preview preview(Actor by, SequenceId sequence, StepId step, ContactId contact) throws NoDraftException {
        check(step, contact);
        return shown();
    }

    @Override
    public Trial test(Actor by, SequenceId sequence, StepId step, ContactId contact, String to)
            throws NoDraftException {
        check(step, contact);
        tests.add(by.name() + " to " + to);
        return trial;
    }

    private static void check(StepId step, ContactId contact) throws NoDraftException {
        if (!step.value().equals("hello")) {
            throw new NoDraftException(NoDraftException.Kind.NOT_FOUND, "There is no step '" + step + "'.");
        }
        if (contact.value() == 2) {
            throw new NoDraftException(NoDraftException.Kind.STOPPED, "{{contact.first_name}} is empty.");
        }
    }

    @Override
    public List<Hint> hints(SequenceSource source) {
        return hints;
    }
}
