package io.ripen.engine.internal.check;

import io.ripen.channel.Channel;
import io.ripen.engine.internal.check.SequencePlan.Durable;
import io.ripen.engine.internal.check.SequencePlan.Jump;
import io.ripen.engine.internal.check.SequencePlan.PlannedStep;
import io.ripen.engine.internal.check.SequencePlan.Start;
import io.ripen.engine.internal.compile.Awaited;
import io.ripen.engine.internal.compile.DurablePoint.Await;
import io.ripen.engine.internal.compile.DurablePoint.Touch;
import io.ripen.engine.internal.compile.OverdueException;
import io.ripen.event.EventTypes;
import io.ripen.sequence.SequenceSource;
import io.ripen.text.NearestName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds misspelt names of links, and waits for a click at what no message before them has. A link may also be in a message of
 * another sequence, or in a team's own wording, so only a letter's difference is refused, and the rest are hints.
 */
final class LinkCheck {
    /** Where a wait stands whose link comes later. */
    private record Later(Place place, String step) {}

    private record At(int position, XmlElement to, PlannedStep step) {}

    private final Installed installed;
    private final SequenceSource source;
    private final Findings findings;
    private final List<At> steps = new ArrayList<>();
    private final Map<String, Integer> positions = new HashMap<>();
    /** By template file; reading one takes its time. */
    private final Map<String, Set<String>> linksOf = new HashMap<>();

    private final Set<String> touches;
    private final Set<String> all;
    /** By a click at one of these the run begins. */
    private final Set<String> began;

    LinkCheck(
            Installed installed,
            SequenceSource source,
            XmlElement route,
            Map<XmlElement, String> keys,
            Map<String, PlannedStep> planned,
            SequenceNames names,
            @Nullable Start start,
            Findings findings) {
        this.installed = installed;
        this.source = source;
        this.findings = findings;
        this.touches = names.touches().keySet();
        order(route, keys, planned);
        began = start == null
                ? Set.of()
                : Set.copyOf(words(start.triggerOptions().get("link")));
        all = before(Integer.MAX_VALUE);
    }

    private void order(XmlElement element, Map<XmlElement, String> keys, Map<String, PlannedStep> planned) {
        String id = element.value("id");
        if (!id.isEmpty()) {
            positions.putIfAbsent(id, positions.size());
        }
        String key = keys.get(element);
        PlannedStep step = key == null ? null : planned.get(key);
        if (step != null) {
            steps.add(new At(positions.size(), element, step));
        }
        element.children().forEach(child -> order(child, keys, planned));
    }

    /** What {@code ${body.clicked('…')}} asks. Nothing is said where no message has links: then it is about other ones. */
    void clicked(String link, Place place, String step) {
        if (!all.isEmpty() && !has(all, link) && !has(began, link)) {
            unknown(link, "${body.clicked(" + Findings.quote(link) + ")} asks for a link", place, step);
        }
    }

    /** What the waits wait for. Who waits for a link in several places knows it, if it was sent before one of them. */
    void waits() {
        Set<String> inTime = new HashSet<>();
        Map<String, Later> later = new LinkedHashMap<>();
        waits(inTime, later);
        later.keySet().removeAll(inTime);
        later.forEach((word, at) -> findings.hint(
                "link-comes-later",
                at.place(),
                at.step(),
                "No message before this wait has the link " + Findings.quote(word) + "; one behind it has.",
                "Unless another sequence sends it, the wait ends by its time-out only. Move the wait behind"
                        + " that message."));
    }

    private void waits(Set<String> inTime, Map<String, Later> later) {
        for (At each : steps) {
            if (each.step() instanceof Durable durable && durable.point() instanceof Await await) {
                Place place = each.to()
                        .attribute("uri")
                        .map(XmlElement.Attribute::place)
                        .orElse(each.to().place());
                for (Awaited awaited : findings.areMany() ? List.<Awaited>of() : await.events()) {
                    boolean link = awaited.on().equals(EventTypes.LINK_CLICKED);
                    if (link || awaited.on().equals(EventTypes.MESSAGE_OPENED)) {
                        step(awaited, await.id().value(), place);
                    }
                    if (link) {
                        links(
                                awaited,
                                each.position(),
                                new Later(place, await.id().value()),
                                inTime,
                                later);
                    }
                }
            }
        }
    }

    private void links(Awaited awaited, int position, Later at, Set<String> inTime, Map<String, Later> later) {
        Set<String> before = before(reached(position));
        for (String word : words(awaited.options().get("link"))) {
            if (has(began, word)) {
                continue;
            }
            if (has(before, word)) {
                inTime.add(word);
            } else if (has(all, word)) {
                later.putIfAbsent(word, at);
            } else {
                unknown(word, "The wait is for a click at the link", at.place(), at.step());
            }
        }
    }

    private void step(Awaited awaited, String step, Place place) {
        if (awaited.options().containsKey("sequence")) {
            return;
        }
        for (String word : words(awaited.options().get("step"))) {
            if (has(touches, word)) {
                continue;
            }
            String message = "The wait is for what happens to the message of step " + Findings.quote(word)
                    + ", which is not in this file.";
            String cure = NearestName.didYouMean(word, touches) + "Messages of this file: "
                    + String.join(", ", new TreeSet<>(touches)) + ".";
            if (touches.stream().anyMatch(each -> NearestName.isSlip(word, each))) {
                findings.slip(place, message, cure);
            } else {
                findings.hint(
                        "unknown-step", place, step, message, cure + " For one of another sequence add sequence=NAME.");
            }
        }
    }

    private void unknown(String link, String what, Place place, String step) {
        String message = what + " " + Findings.quote(link) + ", which no message of this sequence has.";
        String known = NearestName.didYouMean(link, all)
                + (all.isEmpty() ? "" : "Links of its messages: " + String.join(", ", all) + ".");
        if (all.stream().anyMatch(each -> NearestName.isSlip(link, each))) {
            findings.slip(place, message, known);
        } else {
            findings.hint(
                    "unknown-link",
                    place,
                    step,
                    message,
                    (known + " It is right only if another sequence, or a team's own wording, has it.").strip());
        }
    }

    /** How far in the file a lead may have been who stands at this position: a jump back leads here again. */
    private int reached(int position) {
        int farthest = position;
        for (At each : steps) {
            if (each.step() instanceof Jump jump
                    && each.position() > position
                    && positions.getOrDefault(jump.target(), Integer.MAX_VALUE) < position) {
                farthest = Math.max(farthest, each.position());
            }
        }
        return farthest;
    }

    private Set<String> before(int position) {
        Set<String> links = new TreeSet<>();
        for (At each : steps) {
            if (each.position() < position
                    && each.step() instanceof Durable durable
                    && durable.point() instanceof Touch touch) {
                for (Touch one = touch; one != null; one = one.instead()) {
                    links.addAll(links(one));
                }
            }
        }
        return links;
    }

    private Set<String> links(Touch touch) {
        return linksOf.computeIfAbsent(touch.templateFile(), file -> {
            OverdueException.check();
            String text = source.templates().get(file);
            return text == null
                    ? Set.of()
                    : installed
                            .channel(touch.channel())
                            .map(Channel::templateFormat)
                            .map(format -> installed.templateLinks(file, text, format))
                            .orElse(Set.of());
        });
    }

    private static boolean has(Set<String> known, String word) {
        return known.stream().anyMatch(each -> each.equalsIgnoreCase(word));
    }

    private static List<String> words(@Nullable String written) {
        return written == null
                ? List.of()
                : List.of(written.split("[,|]")).stream()
                        .map(String::strip)
                        .filter(each -> !each.isEmpty() && !each.contains("*"))
                        .toList();
    }
}
