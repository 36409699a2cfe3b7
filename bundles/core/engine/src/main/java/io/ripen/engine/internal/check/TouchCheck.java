package io.ripen.engine.internal.check;

import io.ripen.channel.Channel;
import io.ripen.channel.LaterOutcome;
import io.ripen.channel.TemplateFormat;
import io.ripen.engine.internal.check.SequencePlan.Durable;
import io.ripen.engine.internal.compile.DurablePoint.Touch;
import io.ripen.sequence.SequenceDescription.TouchLabels;
import io.ripen.sequence.SequenceSource;
import io.ripen.sequence.StepId;
import io.ripen.text.NearestName;
import io.ripen.trigger.TimeSpan;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks the steps that reach a lead: options, template files, labels, and the other channel. One use, in file order. */
final class TouchCheck {
    private static final Pattern TEMPLATE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
    private static final String ON_FAIL = "onFail";
    private static final String OTHER_CHANNEL = "channel:";
    private static final String STALE_AFTER = "staleAfter";
    private static final Map<String, Set<String>> RULES = Map.of(
            ON_FAIL,
            Set.of("continue", "exit", "hold", OTHER_CHANNEL + "NAME"),
            "onUnknown",
            Set.of("continue", "hold"),
            "track",
            Set.of("on", "off"),
            "stale",
            Set.of("send", "shift", "skip"),
            "stage",
            Set.of("awareness", "consideration", "decision", "retention"));
    /** They say what a touch is for; nothing that is sent depends on them. */
    private static final List<String> LABELS = List.of("number", "stage", "goal", "content");

    private static final int LONGEST_LABEL = 80;
    private static final int HIGHEST_NUMBER = 999;

    private final Installed installed;
    private final Map<String, String> templates;
    private final Map<String, String> unreadable;
    private final Findings findings;
    private final Map<String, TouchLabels> labels = new HashMap<>();
    private final Map<Touch, Place> instead = new LinkedHashMap<>();
    private int number;

    TouchCheck(Installed installed, SequenceSource source, Findings findings) {
        this.installed = installed;
        this.templates = source.templates();
        this.unreadable = source.unreadable();
        this.findings = findings;
    }

    /** What the touch of this id is for; null when there is none. */
    @Nullable TouchLabels labels(String id) {
        return labels.get(id);
    }

    /** The touches by another channel, and where they are named. */
    Map<Touch, Place> instead() {
        return instead;
    }

    @Nullable Durable check(String id, StepUri uri, Channel channel, Place place) throws StepUri.Unreadable {
        Set<String> known = new HashSet<>(RULES.keySet());
        known.addAll(LABELS);
        known.add(STALE_AFTER);
        known.addAll(channel.options());
        LaterOutcome later = channel.laterOutcome();
        if (later != null) {
            known.add("timeout");
        }
        OptionNames.check(uri, known, place, findings);
        RULES.forEach((name, values) -> rule(name, values, uri, place));
        staleAfter(uri.options().get(STALE_AFTER), place);
        template(uri.path(), uri.scheme(), channel, place);
        TouchLabels said = read(uri, place);
        if (id.isEmpty()) {
            return null;
        }
        labels.put(id, said);
        Map<String, String> options = new LinkedHashMap<>(uri.options());
        LABELS.forEach(options::remove);
        return new Durable(new Touch(
                new StepId(id),
                uri.scheme(),
                uri.path(),
                options,
                later(later, uri),
                instead(id, uri, options, place)));
    }

    private void rule(String name, Set<String> values, StepUri uri, Place place) {
        String value = uri.options().get(name);
        if (value == null || values.contains(value) || name.equals(ON_FAIL) && value.startsWith(OTHER_CHANNEL)) {
            return;
        }
        findings.add(
                place,
                name + "=" + Findings.quote(value) + " is not known.",
                NearestName.didYouMean(value, values) + "Write one of: " + String.join(", ", new TreeSet<>(values))
                        + ".");
    }

    private void staleAfter(@Nullable String written, Place place) {
        try {
            if (written != null) {
                TimeSpan.of(STALE_AFTER, written);
            }
        } catch (IllegalArgumentException unreadable) {
            findings.add(
                    place,
                    String.valueOf(unreadable.getMessage()),
                    "Write from how late on the message is stale, such as staleAfter=3 days.");
        }
    }

    private TouchLabels read(StepUri uri, Place place) {
        String written = uri.options().get("number");
        number++;
        if (written != null) {
            if (written.matches("[0-9]{1,3}") && Integer.parseInt(written) > 0) {
                number = Integer.parseInt(written);
            } else {
                findings.add(
                        place,
                        "number=" + Findings.quote(written) + " is not the number of a touch.",
                        "Write a whole number from 1 to " + HIGHEST_NUMBER
                                + ", or leave it out: touches are counted in the order of the file.");
            }
        }
        return new TouchLabels(
                number,
                uri.options().getOrDefault("stage", ""),
                label("goal", uri, place),
                label("content", uri, place));
    }

    private String label(String name, StepUri uri, Place place) {
        String value = uri.options().getOrDefault(name, "");
        if (value.length() > LONGEST_LABEL || value.chars().anyMatch(Character::isISOControl)) {
            findings.add(
                    place,
                    name + "=" + Findings.quote(value) + " is no label to group reports by.",
                    "Write at most " + LONGEST_LABEL + " characters, such as content=case study.");
        }
        return value;
    }

    /** The touch that {@code onFail=channel:email} names. */
    private @Nullable Touch instead(String id, StepUri uri, Map<String, String> options, Place place) {
        String rule = options.getOrDefault(ON_FAIL, "");
        if (!rule.startsWith(OTHER_CHANNEL)) {
            return null;
        }
        String type = rule.substring(OTHER_CHANNEL.length()).trim();
        Optional<Channel> channel = installed.channel(type);
        if (channel.isEmpty() || type.equals(uri.scheme())) {
            Set<String> others = new TreeSet<>(installed.channelTypes());
            others.remove(uri.scheme());
            findings.add(
                    place,
                    channel.isEmpty()
                            ? "onFail names the channel " + Findings.quote(type) + ", which is not installed."
                            : "onFail names the channel " + Findings.quote(type) + ", by which the step goes already.",
                    NearestName.didYouMean(type, others) + "Write one of: "
                            + String.join(
                                    ", ",
                                    others.stream()
                                            .map(each -> OTHER_CHANNEL + each)
                                            .toList())
                            + ".");
            return null;
        }
        String ownId = id + "." + type;
        if (ownId.length() > 100) {
            findings.add(
                    place,
                    "The id " + Findings.quote(id) + " is too long for a step with another channel.",
                    "Shorten it, so that it and '." + type + "' have at most 100 characters together.");
            return null;
        }
        template(uri.path(), type, channel.get(), place);
        Map<String, String> own = new LinkedHashMap<>(options);
        own.keySet().retainAll(Set.of("onUnknown", "track"));
        Touch touch = new Touch(
                new StepId(ownId), type, uri.path(), own, channel.get().laterOutcome(), null);
        instead.put(touch, place);
        TouchLabels same = labels.get(id);
        if (same != null) {
            labels.put(ownId, same);
        }
        return touch;
    }

    /** How long the outcome may take: as the step says, or as the channel does. */
    private static @Nullable LaterOutcome later(@Nullable LaterOutcome later, StepUri uri) throws StepUri.Unreadable {
        String timeout = uri.options().get("timeout");
        return later == null || timeout == null ? later : new LaterOutcome(later.event(), WaitTime.duration(timeout));
    }

    private void template(String template, String type, Channel channel, Place place) {
        String file = template + "." + type;
        if (!TEMPLATE.matcher(template).matches()) {
            findings.add(
                    place,
                    "The template name " + Findings.quote(template) + " of " + type + ": is not valid.",
                    "Write " + type + ":NAME, where NAME." + type
                            + " is a file beside the route; use letters, digits, '-', '_' and '.'.");
        } else if (unreadable.containsKey(file)) {
            findings.add(
                    file, Place.FILE, unreadable.getOrDefault(file, ""), "Mend the file; what ran before runs on.");
        } else if (!templates.containsKey(file)) {
            findings.add(
                    place,
                    "The template file " + Findings.quote(file) + " is not there.",
                    NearestName.didYouMean(file, templates.keySet()) + "Put a file " + Findings.quote(file)
                            + " beside the route.");
        } else {
            text(file, channel);
        }
    }

    private void text(String file, Channel channel) {
        String text = templates.getOrDefault(file, "");
        if (text.isBlank()) {
            findings.add(file, new Place(1, 1), "The template is empty.", "Write the message into it.");
        } else if (channel.templateFormat() == TemplateFormat.MAIL
                && text.lines()
                        .takeWhile(line -> !line.isBlank())
                        .noneMatch(line -> line.matches("(?i)subject:.*\\S.*"))) {
            findings.add(
                    file,
                    new Place(1, 1),
                    "The template has no subject.",
                    "Begin it with a line 'Subject: …', and leave a line empty before the text.");
        } else {
            installed
                    .templateProblems(file, text, channel.templateFormat())
                    .forEach(problem -> findings.add(
                            file, new Place(Math.max(1, problem.line()), 1), problem.message(), problem.cure()));
        }
    }
}
