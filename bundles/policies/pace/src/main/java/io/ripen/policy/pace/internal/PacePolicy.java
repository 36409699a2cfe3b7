package io.ripen.policy.pace.internal;

import io.ripen.channel.AddressKind;
import io.ripen.channel.Channel;
import io.ripen.channel.ChannelType;
import io.ripen.message.SmsText;
import io.ripen.policy.Decision;
import io.ripen.policy.Policy;
import io.ripen.policy.PolicyMemory;
import io.ripen.policy.PolicyType;
import io.ripen.policy.Send;
import io.ripen.policy.SendPath;
import io.ripen.team.Team;
import io.ripen.text.ValueText;
import io.ripen.time.RipenClock;
import io.ripen.transaction.UnitOfWork;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps each sender (a team on a channel) at its pace in segments a second and a day, and each team below its ceiling a day,
 * over all nodes. After an outage what is due does not go out at once: each message is told its own moment in the queue. What
 * a person writes by hand goes before the queue but is paid for all the same. A sender without a limit costs nothing.
 */
@Component(configurationPid = "io.ripen.policy.pace")
@PolicyType(PacePolicy.TYPE)
@Designate(ocd = PaceConfig.class)
public final class PacePolicy implements Policy {
    static final String TYPE = "pace";

    private static final Logger LOG = LoggerFactory.getLogger(PacePolicy.class);
    private static final String CEILING = "ceiling:";

    private final PolicyMemory memory;
    private final RipenClock clock;
    private final int ceiling;
    private final Map<String, Channel> channels = new ConcurrentHashMap<>();

    @Activate
    public PacePolicy(@Reference PolicyMemory memory, @Reference RipenClock clock, PaceConfig config) {
        this(memory, clock, config.ceiling());
    }

    private PacePolicy(PolicyMemory memory, RipenClock clock, int ceiling) {
        this.memory = memory;
        this.clock = clock;
        this.ceiling = ceiling;
    }

    /** Without OSGi, as it ships: no ceiling, and the pace that {@link #add added} channels have of their own. */
    public static PacePolicy usual(PolicyMemory memory, RipenClock clock) {
        return new PacePolicy(memory, clock, 0);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC, unbind = "remove")
    public void add(Channel channel, Map<String, Object> properties) {
        if (properties.get(ChannelType.PROPERTY) instanceof String type) {
            channels.put(type, channel);
        }
    }

    void remove(Channel channel, Map<String, Object> properties) {
        if (properties.get(ChannelType.PROPERTY) instanceof String type) {
            channels.remove(type, channel);
        }
    }

    @Override
    public boolean reserves() {
        return true;
    }

    @Override
    public List<Decision> decide(List<Send> sends, UnitOfWork work) {
        List<Decision> decisions = new ArrayList<>(sends.size());
        Turn turn = new Turn(sends, work);
        for (Send send : sends) {
            decisions.add(turn.decide(send));
        }
        turn.write();
        return decisions;
    }

    @Override
    public void release(List<Send> sends, UnitOfWork work) {
        Turn turn = new Turn(sends, work);
        for (Send send : sends) {
            turn.giveBack(send);
        }
        turn.write();
    }

    @Override
    public List<String> problems(Team team) {
        List<String> problems = new ArrayList<>();
        try {
            SenderPace.ceiling(team, ceiling);
            if (team.settings().get("pace") instanceof Map<?, ?> pace) {
                for (Object name : pace.keySet()) {
                    if (!"ceiling".equals(name)) {
                        SenderPace.of(team, String.valueOf(name), 0);
                    }
                }
            }
        } catch (IllegalArgumentException wrong) {
            problems.add(String.valueOf(wrong.getMessage()));
        }
        return problems;
    }

    /** One batch. */
    private final class Turn {
        private final UnitOfWork work;
        private final long machineNow = clock.machine().instant().toEpochMilli();
        private final Map<String, Bucket> buckets = new HashMap<>();
        private final TreeSet<String> changed = new TreeSet<>();

        Turn(List<Send> sends, UnitOfWork work) {
            this.work = work;
            TreeSet<String> names = new TreeSet<>();
            for (Send send : sends) {
                if (!pace(send).isUnlimited()) {
                    names.add(sender(send));
                }
                if (ceiling(send) > 0) {
                    names.add(CEILING + send.team().id());
                }
            }
            if (!names.isEmpty()) {
                Map<String, String> known = memory.lock(work, TYPE, names);
                names.forEach(name -> buckets.put(name, Bucket.read(known.get(name))));
            }
        }

        Decision decide(Send send) {
            SenderPace pace = pace(send);
            long most = ceiling(send);
            if (pace.isUnlimited() && most <= 0) {
                return Decision.ALLOW;
            }
            LocalDate today = today(send);
            int units = units(send);
            boolean byHand = send.path() == SendPath.HAND || send.path() == SendPath.NOTICE;
            Bucket team = buckets.get(CEILING + send.team().id());
            if (team != null && most > 0 && !byHand && team.usedOn(today) >= most) {
                return untilTomorrow(
                        send,
                        "The team '" + send.team().id() + "' sends at most " + most
                                + " messages a day. All of them went on " + today + ".");
            }
            Bucket sender = buckets.get(sender(send));
            if (sender != null && pace.perDay() > 0 && !byHand && sender.usedOn(today) + units > pace.perDay()) {
                return untilTomorrow(
                        send,
                        "The sender " + sender(send) + " sends at most " + pace.perDay() + " a day" + counted(send)
                                + ". " + sender.usedOn(today) + " went on " + today + ".");
            }
            if (sender != null && pace.perSecond() > 0 && byHand) {
                sender.pay(machineNow, units, pace.perSecond());
            } else if (sender != null && pace.perSecond() > 0) {
                boolean urgent = send.priority() > Send.USUAL_PRIORITY;
                long wait = sender.take(machineNow, units, pace.perSecond(), TYPE.equals(send.heldBy()), urgent);
                changed.add(sender(send));
                if (wait > 0) {
                    return new Decision.Hold(
                            send.at().plusMillis((long) (wait * clock.speed())),
                            "The sender " + sender(send) + " sends at most " + ValueText.of(pace.perSecond())
                                    + " a second"
                                    + counted(send) + ". This message has its turn in "
                                    + Duration.ofMillis(wait).toSeconds()
                                    + " s.");
                }
            }
            use(send, units, today);
            return Decision.ALLOW;
        }

        private void use(Send send, int units, LocalDate today) {
            Bucket sender = buckets.get(sender(send));
            if (sender != null) {
                sender.use(today, units);
                changed.add(sender(send));
            }
            Bucket team = buckets.get(CEILING + send.team().id());
            if (team != null && ceiling(send) > 0) {
                team.use(today, 1);
                changed.add(CEILING + send.team().id());
            }
        }

        void giveBack(Send send) {
            SenderPace pace = pace(send);
            Bucket sender = buckets.get(sender(send));
            LocalDate today = today(send);
            if (sender != null) {
                sender.use(today, -units(send));
                if (pace.perSecond() > 0) {
                    sender.giveBack(units(send), pace.perSecond());
                }
                changed.add(sender(send));
            }
            Bucket team = buckets.get(CEILING + send.team().id());
            if (team != null && ceiling(send) > 0) {
                team.use(today, -1);
                changed.add(CEILING + send.team().id());
            }
        }

        void write() {
            Map<String, String> texts = new TreeMap<>();
            for (String name : changed) {
                Bucket bucket = buckets.get(name);
                if (bucket != null) {
                    texts.put(name, bucket.write());
                }
            }
            memory.keep(work, TYPE, texts);
        }
    }

    private SenderPace pace(Send send) {
        if (send.addressKind() == AddressKind.NONE) {
            return new SenderPace(0, 0);
        }
        Channel channel = channels.get(send.channel());
        double usual = channel == null ? 0 : channel.pace();
        try {
            return SenderPace.of(send.team(), send.channel(), usual);
        } catch (IllegalArgumentException unreadable) {
            tell(send.team(), unreadable);
            return new SenderPace(usual, 0);
        }
    }

    private long ceiling(Send send) {
        if (send.addressKind() == AddressKind.NONE
                || (send.path() != SendPath.SEQUENCE && send.path() != SendPath.CAMPAIGN)) {
            return 0;
        }
        try {
            return SenderPace.ceiling(send.team(), ceiling);
        } catch (IllegalArgumentException unreadable) {
            tell(send.team(), unreadable);
            return ceiling;
        }
    }

    private static void tell(Team team, IllegalArgumentException unreadable) {
        LOG.error(
                "The pace of team '{}' cannot be read; what etc/io.ripen.policy.pace.cfg and the channel say counts"
                        + " instead. {}",
                team.id(),
                unreadable.getMessage());
    }

    private static String sender(Send send) {
        return send.team().id() + "/" + send.channel();
    }

    private static int units(Send send) {
        return send.addressKind() == AddressKind.PHONE
                ? Math.max(1, SmsText.of(send.text()).segments())
                : 1;
    }

    private static LocalDate today(Send send) {
        return send.at().atZone(send.team().zone()).toLocalDate();
    }

    private static Decision untilTomorrow(Send send, String reason) {
        Instant tomorrow =
                today(send).plusDays(1).atStartOfDay(send.team().zone()).toInstant();
        return new Decision.Hold(tomorrow, reason + " This message waits for the next day.");
    }

    private static String counted(Send send) {
        return send.addressKind() == AddressKind.PHONE ? ", counted in SMS segments" : "";
    }
}
