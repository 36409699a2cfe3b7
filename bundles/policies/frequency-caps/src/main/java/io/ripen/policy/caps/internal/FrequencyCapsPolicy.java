package io.ripen.policy.caps.internal;

import io.ripen.channel.AddressKind;
import io.ripen.policy.Decision;
import io.ripen.policy.Policy;
import io.ripen.policy.PolicyMemory;
import io.ripen.policy.PolicyType;
import io.ripen.policy.Send;
import io.ripen.policy.SendPath;
import io.ripen.policy.SendingWindows;
import io.ripen.team.Team;
import io.ripen.transaction.UnitOfWork;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * At most so many messages to one address, over all sequences and campaigns of all teams together. Kept by address and not by
 * contact, so a duplicate contact is not written to twice; the row is locked until the decision is committed, so two senders
 * or two nodes cannot both find the place free. Of several that ask at once the one of the highest priority has the place;
 * the others are held until the next one is free. What a person writes by hand, a test and a confirmation neither wait nor
 * count. The answer to what the lead wrote counts and does not wait, within {@link Answers}. What another contact with the
 * same address has got already does not go at all ({@link SameTexts}).
 */
@Component(configurationPid = "io.ripen.policy.caps")
@PolicyType(FrequencyCapsPolicy.TYPE)
@Designate(ocd = CapsConfig.class)
public final class FrequencyCapsPolicy implements Policy {
    static final String TYPE = "frequency-caps";

    private static final Logger LOG = LoggerFactory.getLogger(FrequencyCapsPolicy.class);

    private final PolicyMemory memory;
    /** Knows the zones of a lead who has none; without it the team's counts. */
    private final @Nullable SendingWindows windows;

    private final TeamCaps usual;
    private final Map<Object, TeamCaps> read = new ConcurrentHashMap<>();

    @Activate
    public FrequencyCapsPolicy(
            @Reference PolicyMemory memory,
            @Reference(cardinality = ReferenceCardinality.OPTIONAL, policyOption = ReferencePolicyOption.GREEDY)
                    @Nullable SendingWindows windows,
            CapsConfig config) {
        this(memory, TeamCaps.configured(config.preset()), windows);
    }

    private FrequencyCapsPolicy(PolicyMemory memory, TeamCaps usual, @Nullable SendingWindows windows) {
        this.memory = memory;
        this.usual = usual;
        this.windows = windows;
    }

    /** Without OSGi: the caps as they ship. */
    public static FrequencyCapsPolicy usual(PolicyMemory memory) {
        return new FrequencyCapsPolicy(memory, TeamCaps.USUAL, null);
    }

    @Override
    public boolean reserves() {
        return true;
    }

    @Override
    public List<Decision> decide(List<Send> sends, UnitOfWork work) {
        TreeSet<String> names = new TreeSet<>();
        for (Send send : sends) {
            if (isCapped(send)) {
                names.add(name(send));
            }
        }
        if (names.isEmpty()) {
            return List.copyOf(java.util.Collections.nCopies(sends.size(), Decision.ALLOW));
        }
        names.addAll(Answers.names(sends));
        names.addAll(SameTexts.names(sends));
        Map<String, String> kept = memory.lock(work, TYPE, names);
        Map<String, RecentSends> known = read(kept);
        Answers answers = Answers.read(kept);
        SameTexts texts = SameTexts.read(kept);
        Map<String, String> changed = new TreeMap<>();
        List<Decision> decisions = new ArrayList<>(sends.size());
        for (Send send : sends) {
            if (!isCapped(send)) {
                decisions.add(Decision.ALLOW);
                continue;
            }
            Decision.Deny twice = texts.denial(send, caps(send).sameText());
            if (twice != null) {
                decisions.add(twice);
                continue;
            }
            RecentSends recent = known.computeIfAbsent(name(send), name -> RecentSends.read(null));
            Cap cap = cap(send);
            Decision decision = decide(send, cap, recent.all());
            if (decision instanceof Decision.Hold && answers.takes(send)) {
                decision = Decision.ALLOW;
            }
            if (decision instanceof Decision.Allow) {
                recent.put(send.message().value(), send.at(), cap.reach());
                changed.put(name(send), recent.write());
                texts.put(send, caps(send).sameText());
            }
            decisions.add(decision);
        }
        changed.putAll(answers.changed());
        changed.putAll(texts.changed());
        memory.keep(work, TYPE, changed);
        return decisions;
    }

    @Override
    public void release(List<Send> sends, UnitOfWork work) {
        TreeSet<String> names = new TreeSet<>();
        for (Send send : sends) {
            if (isCapped(send)) {
                names.add(name(send));
            }
        }
        names.addAll(Answers.names(sends));
        names.addAll(SameTexts.namesOfAll(sends));
        Map<String, String> kept = memory.lock(work, TYPE, names);
        Map<String, RecentSends> known = read(kept);
        Answers answers = Answers.read(kept);
        SameTexts texts = SameTexts.read(kept);
        Map<String, String> changed = new TreeMap<>();
        for (Send send : sends) {
            RecentSends recent = isCapped(send) ? known.get(name(send)) : null;
            if (recent != null && recent.remove(send.message().value())) {
                changed.put(name(send), recent.write());
            }
        }
        sends.forEach(answers::giveBack);
        sends.forEach(texts::giveBack);
        changed.putAll(answers.changed());
        changed.putAll(texts.changed());
        memory.keep(work, TYPE, changed);
    }

    /** Who was not reached may be reached by another channel today. */
    @Override
    public void refused(List<Send> sends, UnitOfWork work) {
        release(sends, work);
    }

    @Override
    public List<String> problems(Team team) {
        try {
            TeamCaps.of(team.settings().get("caps"), usual);
            return List.of();
        } catch (IllegalArgumentException wrong) {
            return List.of(String.valueOf(wrong.getMessage()));
        }
    }

    private static Map<String, RecentSends> read(Map<String, String> texts) {
        Map<String, RecentSends> read = new HashMap<>();
        texts.forEach((name, text) -> {
            if (!SameTexts.isName(name)) {
                read.put(name, RecentSends.read(text));
            }
        });
        return read;
    }

    private boolean isCapped(Send send) {
        return (send.path() == SendPath.SEQUENCE || send.path() == SendPath.CAMPAIGN)
                && send.addressKind() != AddressKind.NONE
                && !(cap(send).isNone() && caps(send).sameText().isZero());
    }

    static String name(Send send) {
        return send.addressKind() + ":" + send.addressKind().key(send.address());
    }

    private Cap cap(Send send) {
        return caps(send).of(send.addressKind());
    }

    private TeamCaps caps(Send send) {
        Object written = send.team().settings().get("caps");
        return written == null ? usual : read.computeIfAbsent(written, setting -> read(send.team(), setting));
    }

    /** A setting that cannot be read must not lift the caps. */
    private TeamCaps read(Team team, Object written) {
        try {
            return TeamCaps.of(written, usual);
        } catch (IllegalArgumentException unreadable) {
            LOG.error(
                    "The caps of team '{}' cannot be read; the preset of etc/io.ripen.policy.caps.cfg counts instead. {}",
                    team.id(),
                    unreadable.getMessage());
            return usual;
        }
    }

    private Decision decide(Send send, Cap cap, List<RecentSends.Sent> recent) {
        List<RecentSends.Sent> others = new ArrayList<>();
        for (RecentSends.Sent each : recent) {
            if (each.message() != send.message().value()) {
                others.add(each);
            }
        }
        Decision.@Nullable Hold latest = null;
        for (Decision.Hold hold : holds(send, cap, others)) {
            latest = latest == null || hold.until().isAfter(latest.until()) ? hold : latest;
        }
        return latest == null ? Decision.ALLOW : latest;
    }

    private List<Decision.Hold> holds(Send send, Cap cap, List<RecentSends.Sent> others) {
        List<Decision.Hold> holds = new ArrayList<>(3);
        if (others.isEmpty()) {
            return holds;
        }
        Instant at = send.at();
        if (cap.perDay() > 0) {
            perDay(send, cap, others, zones(send)).ifPresent(holds::add);
        }
        RecentSends.Sent newest = newest(others);
        Instant apart = newest.at().plus(cap.apart());
        if (!cap.apart().isZero() && apart.isAfter(at)) {
            holds.add(new Decision.Hold(
                    apart,
                    "Messages to " + send.address() + " are at least "
                            + cap.apart().toHours()
                            + " hours apart. The last one, message " + newest.message() + ", went at "
                            + newest.at() + "."));
        }
        if (cap.perWeek() > 0) {
            Instant weekAgo = at.minus(java.time.Duration.ofDays(7));
            List<RecentSends.Sent> week = others.stream()
                    .filter(each -> each.at().isAfter(weekAgo))
                    .sorted(Comparator.comparing(RecentSends.Sent::at))
                    .toList();
            if (week.size() >= cap.perWeek()) {
                Instant free = week.get(week.size() - cap.perWeek()).at().plus(java.time.Duration.ofDays(7));
                holds.add(new Decision.Hold(
                        free,
                        "At most " + cap.perWeek() + " in 7 days may go to " + send.address() + ". " + week.size()
                                + " have gone since " + week.get(0).at() + "."));
            }
        }
        return holds;
    }

    private static RecentSends.Sent newest(List<RecentSends.Sent> sent) {
        return sent.get(sent.size() - 1);
    }

    /** It is the same day when it is in one of the zones that the lead may be in; the next day is there when it is in all. */
    private static Optional<Decision.Hold> perDay(
            Send send, Cap cap, List<RecentSends.Sent> others, List<ZoneId> zones) {
        Decision.@Nullable Hold latest = null;
        for (ZoneId zone : zones) {
            LocalDate today = send.at().atZone(zone).toLocalDate();
            long used = others.stream()
                    .filter(each -> each.at().atZone(zone).toLocalDate().equals(today))
                    .count();
            Instant tomorrow = today.plusDays(1).atStartOfDay(zone).toInstant();
            if (used >= cap.perDay() && (latest == null || tomorrow.isAfter(latest.until()))) {
                latest = new Decision.Hold(
                        tomorrow,
                        "At most " + cap.perDay() + " a day may go to " + send.address() + ". " + used + " went on "
                                + today + " (" + zone + "), the last one was message "
                                + newest(others).message() + ".");
            }
        }
        return Optional.ofNullable(latest);
    }

    private List<ZoneId> zones(Send send) {
        ZoneId own = send.contact().timeZone();
        if (own != null) {
            return List.of(own);
        }
        if (windows == null) {
            return List.of(send.team().zone());
        }
        List<ZoneId> zones = windows.ask(new SendingWindows.Question(
                        send.addressKind(),
                        send.team(),
                        null,
                        send.contact().address(),
                        send.contact().phoneE164(),
                        send.at()))
                .zones();
        return zones.isEmpty() ? List.of(send.team().zone()) : zones;
    }
}
