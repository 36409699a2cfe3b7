package io.ripen.policy.quiet.internal;

import io.ripen.channel.AddressKind;
import io.ripen.crm.Contact;
import io.ripen.crm.PostalAddress;
import io.ripen.place.LeadZones;
import io.ripen.policy.SendingWindows;
import io.ripen.policy.quiet.internal.limit.LimitRule;
import io.ripen.policy.quiet.internal.limit.Limits;
import io.ripen.policy.quiet.internal.limit.LimitsFile;
import io.ripen.policy.quiet.internal.place.LeadPlace;
import io.ripen.policy.quiet.internal.place.Places;
import io.ripen.policy.quiet.internal.window.Opening;
import io.ripen.policy.quiet.internal.window.Openings;
import io.ripen.policy.quiet.internal.window.WeekHours;
import io.ripen.team.Team;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts the hours of a team, the law and the lead's zones together. What is put together once is kept, so that a message costs
 * a look-up. Thread-safe.
 */
@Component(
        service = {SendingWindows.class, LeadZones.class, SendingHours.class},
        configurationPid = "io.ripen.policy.quiet.hours")
@Designate(ocd = QuietHoursConfig.class)
public final class SendingHours implements SendingWindows, LeadZones {
    private static final Logger LOG = LoggerFactory.getLogger(SendingHours.class);
    private static final int KEPT = 10_000;

    private final TeamHours usual;
    private final @Nullable String configProblem;
    private final LimitsFile limits;
    private final Places places = new Places();
    private final Map<Object, TeamHours> read = new ConcurrentHashMap<>();
    private volatile PutTogether together;

    @Activate
    public SendingHours(QuietHoursConfig config) {
        this(config, System::nanoTime);
    }

    SendingHours(QuietHoursConfig config, LongSupplier nanoTime) {
        TeamHours hours = TeamHours.USUAL;
        String problem = null;
        try {
            hours = TeamHours.of(config);
        } catch (IllegalArgumentException unreadable) {
            // Without this component nothing would hold messages at night.
            problem = unreadable.getMessage() + " Texts go Mon-Fri 10:00-17:00 until it is mended.";
            LOG.error(problem);
        }
        usual = hours;
        configProblem = problem;
        limits = new LimitsFile(file(config.limits()), nanoTime);
        together = new PutTogether(limits.current(), new ConcurrentHashMap<>());
    }

    private SendingHours(TeamHours usual) {
        this.usual = usual;
        configProblem = null;
        limits = new LimitsFile(null, System::nanoTime);
        together = new PutTogether(limits.current(), new ConcurrentHashMap<>());
    }

    /** Without OSGi: the hours as they ship, and the limits that the bundle brings. */
    public static SendingHours usual() {
        return new SendingHours(TeamHours.USUAL);
    }

    private static @Nullable Path file(String configured) {
        if (!configured.isBlank()) {
            return Path.of(configured);
        }
        String etc = System.getProperty("karaf.etc");
        return etc == null ? null : Path.of(etc, "ripen", "sending-limits.json");
    }

    /** What was put together from one state of the file. */
    private record PutTogether(Limits limits, Map<Key, Openings> openings) {}

    private record Key(@Nullable WeekHours hours, String kind, List<ZoneId> zones, String law, boolean known) {}

    Places places() {
        return places;
    }

    Limits limits() {
        return limits.current();
    }

    /** What is wrong with the configuration and the file of limits; empty when nothing. */
    List<String> problems() {
        List<String> problems = new ArrayList<>();
        if (configProblem != null) {
            problems.add(configProblem);
        }
        String file = limits.problem();
        if (file != null) {
            problems.add(file);
        }
        return problems;
    }

    /** The hours of a team; a setting that cannot be read leaves those configured for all. */
    TeamHours of(Team team) {
        Object written = team.settings().get("quietHours");
        if (written == null) {
            return usual;
        }
        TeamHours known = read.get(written);
        if (known == null) {
            if (read.size() >= KEPT) {
                read.clear();
            }
            known = parse(team, written);
            read.put(written, known);
        }
        return known;
    }

    private TeamHours parse(Team team, Object written) {
        try {
            return TeamHours.of(written, usual);
        } catch (IllegalArgumentException unreadable) {
            LOG.error(
                    "The quiet hours of team '{}' cannot be read; those of etc/io.ripen.policy.quiet.hours.cfg count"
                            + " instead. {}",
                    team.id(),
                    unreadable.getMessage());
            return usual;
        }
    }

    /** What is wrong with a team's setting, or null. */
    @Nullable String problem(Team team) {
        Object written = team.settings().get("quietHours");
        if (written == null) {
            return null;
        }
        try {
            TeamHours.of(written, usual);
            return null;
        } catch (IllegalArgumentException unreadable) {
            return unreadable.getMessage();
        }
    }

    /**
     * When a kind of message may go there.
     *
     * @param hours the team's hours; null for the law alone
     */
    Openings openings(@Nullable WeekHours hours, String kind, LeadPlace place) {
        Limits current = limits.current();
        PutTogether now = together;
        if (now.limits() != current) {
            now = new PutTogether(current, new ConcurrentHashMap<>());
            together = now;
        }
        Key key = new Key(hours, kind, place.zones(), place.law(), place.isKnown());
        Openings known = now.openings().get(key);
        if (known == null) {
            if (now.openings().size() >= KEPT) {
                now.openings().clear();
            }
            known = putTogether(key, current);
            now.openings().put(key, known);
        }
        return known;
    }

    private Openings putTogether(Key key, Limits limits) {
        List<Opening> all = new ArrayList<>();
        for (ZoneId zone : key.zones()) {
            if (key.hours() != null) {
                all.add(new Opening(zone, key.hours(), "the team's hours"));
            }
            for (LimitRule rule : limits.of(key.kind(), List.of(key.law()))) {
                // Of the states of a country only those that the zone can lie in.
                if (key.known() && key.law().indexOf('-') < 0 && !places.mayHold(rule.where(), zone)) {
                    continue;
                }
                all.add(new Opening(zone, rule.hours(), "the law there: " + rule.source()));
            }
        }
        return new Openings(all);
    }

    @Override
    public List<ZoneId> all(Team team, Contact contact) {
        return places.of(team, contact.timeZone(), contact.address(), contact.phoneE164())
                .zones();
    }

    @Override
    public Answer ask(Question question) {
        String kind = kind(question.kind());
        Team team = question.team();
        PostalAddress address = question.address();
        String written = question.phone();
        String phone = written == null ? null : places.e164(written, team.region());
        if (written != null && phone == null) {
            throw new IllegalArgumentException("'" + written + "' cannot be read as a phone number; write it with its"
                    + " country code, such as +12125550100.");
        }
        LeadPlace place = places.of(team, question.timeZone(), address, phone);
        TeamHours hours = of(team);
        Openings openings = openings(hours.of(kind), kind, place);
        Openings.Span span = openings.at(question.at());
        java.time.Instant until = span.until();
        if (!span.open() && until == null) {
            until = question.at().plus(Reasons.NEVER_PAUSE);
        }
        String reason = span.open()
                ? Reasons.open(kind, hours, place, question.at(), until)
                : Reasons.closed(kind, openings, place, question.at(), span.until());
        return new Answer(span.open(), until, place.zones(), place.source(), QuietHoursPolicy.TYPE, reason);
    }

    static String kind(AddressKind kind) {
        return switch (kind) {
            case PHONE -> "sms";
            case EMAIL -> "email";
            case NONE -> "call";
        };
    }
}
