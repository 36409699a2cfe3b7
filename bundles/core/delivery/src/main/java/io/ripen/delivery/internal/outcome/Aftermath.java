package io.ripen.delivery.internal.outcome;

import io.ripen.channel.AddressKind;
import io.ripen.channel.Channel;
import io.ripen.channel.Consequence;
import io.ripen.core.store.FailureEvents;
import io.ripen.core.store.HistoryRow;
import io.ripen.core.store.IdKind;
import io.ripen.core.store.MessageRow;
import io.ripen.core.store.Stores;
import io.ripen.crm.ContactId;
import io.ripen.delivery.FailureReaction.Failure;
import io.ripen.delivery.FailureReaction.Kind;
import io.ripen.delivery.MessageId;
import io.ripen.delivery.internal.installed.InstalledChannels;
import io.ripen.policy.Blocks;
import io.ripen.policy.Suppressions;
import io.ripen.sequence.SequenceId;
import io.ripen.service.LateService;
import io.ripen.task.TaskDraft;
import io.ripen.task.Tasks;
import io.ripen.team.TeamId;
import io.ripen.transaction.UnitOfWork;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.ComponentServiceObjects;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Carries out what a provider's code leads to: suppresses the number, stops the sender, pauses the sequence, and gives somebody
 * a task; in the transaction that records the outcome, so that it is done once, and together with it. Thread-safe.
 */
@Component(service = Aftermath.class)
public final class Aftermath {
    private static final String BY = "delivery";

    private final Stores stores;
    private final InstalledChannels channels;
    private final Blocks blocks;
    private final @Nullable Suppressions suppressions;
    private final SoftBounces softBounces;
    private final @Nullable ProviderOptOuts optOuts;
    private @Nullable Tasks given;
    private volatile @Nullable LateService<Tasks> tasks;

    /**
     * Without it nobody gets a task; the block is set all the same. Asked for when it is needed: tasks need the intake, and
     * what the intake needs waits for this.
     */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void setTasks(ComponentServiceObjects<Tasks> there) {
        tasks = new LateService<>(there);
    }

    void unsetTasks(ComponentServiceObjects<Tasks> gone) {
        LateService<Tasks> late = tasks;
        if (late != null && late.isOf(gone)) {
            tasks = null;
            late.close();
        }
    }

    /**
     * Something that a provider said about a message.
     *
     * @param words what it said, besides the code; may be empty
     */
    public record Said(MessageRow message, Kind kind, String code, String words) {}

    @Activate
    public Aftermath(
            @Reference Stores stores,
            @Reference InstalledChannels channels,
            @Reference Blocks blocks,
            @Reference Suppressions suppressions,
            @Reference SoftBounces softBounces,
            @Reference ProviderOptOuts optOuts) {
        this(channels, stores, blocks, suppressions, softBounces, optOuts);
    }

    private Aftermath(
            InstalledChannels channels,
            Stores stores,
            Blocks blocks,
            @Nullable Suppressions suppressions,
            SoftBounces softBounces,
            @Nullable ProviderOptOuts optOuts) {
        this.stores = stores;
        this.channels = channels;
        this.blocks = blocks;
        this.suppressions = suppressions;
        this.softBounces = softBounces;
        this.optOuts = optOuts;
    }

    /** Without OSGi, without the list of suppressions and without the intake: what is suppressed is all that an opt-out does. */
    public static Aftermath of(Stores stores, InstalledChannels channels, Blocks blocks) {
        return new Aftermath(channels, stores, blocks, null, SoftBounces.of(stores, 3, 30), null);
    }

    /** Without OSGi. */
    public static Aftermath of(
            Stores stores,
            InstalledChannels channels,
            Blocks blocks,
            Suppressions suppressions,
            SoftBounces softBounces,
            ProviderOptOuts optOuts) {
        return new Aftermath(channels, stores, blocks, suppressions, softBounces, optOuts);
    }

    /** Without OSGi: who keeps the tasks. */
    public Aftermath telling(Tasks keeper) {
        given = keeper;
        return this;
    }

    private @Nullable Tasks book() {
        LateService<Tasks> there = tasks;
        return there == null ? given : there.get();
    }

    /** Whether anything is to be done about this, so that it is worth reading the messages. */
    public boolean concerns(String channel, Kind kind, String code) {
        return stores.outbox().isWanted(FailureEvents.TYPE)
                || kind != Kind.NOT_SENT
                || consequence(channel, code).reachesFurther();
    }

    /** Carries out what was said, and writes down who is to be told of it. */
    public void of(UnitOfWork work, List<Said> all) {
        List<HistoryRow> lines = new ArrayList<>();
        List<Failure> failures = new ArrayList<>(all.size());
        List<Said> soft = new ArrayList<>();
        List<MessageRow> optedOut = new ArrayList<>();
        for (Said said : all) {
            Consequence consequence = consequence(said.message().channel(), said.code());
            if (consequence.reachesFurther()) {
                carryOut(work, said, consequence, optedOut, lines);
            }
            // What is tried again may arrive yet.
            if (consequence.address() == Consequence.ForAddress.SOFT && said.kind() != Kind.NOT_SENT) {
                soft.add(said);
            }
            failures.add(failure(said, consequence));
        }
        giveUp(work, soft, lines);
        if (!lines.isEmpty()) {
            stores.history().append(work, lines);
        }
        if (optOuts != null) {
            optOuts.keep(work, optedOut);
        }
        Instant now = stores.clock().instant();
        stores.outbox()
                .put(
                        work,
                        failures.stream()
                                .map(failure -> FailureEvents.of(failure, now))
                                .toList());
    }

    private Consequence consequence(String channel, String code) {
        Channel installed = channels.get(channel);
        return code.isEmpty() || installed == null ? Consequence.none(code) : installed.consequence(code);
    }

    private void carryOut(
            UnitOfWork work, Said said, Consequence consequence, List<MessageRow> optedOut, List<HistoryRow> lines) {
        MessageRow message = said.message();
        TeamId team = new TeamId(message.team());
        if (consequence.address() == Consequence.ForAddress.INVALID) {
            suppress(work, said, facts(said, consequence), lines);
        } else if (consequence.address() == Consequence.ForAddress.OPTED_OUT
                && suppress(work, said, facts(said, consequence), lines)) {
            // Who was suppressed before has been counted before.
            optedOut.add(message);
        }
        if (consequence.sender() == Consequence.ForSender.STOPPED) {
            String what = "Sending by " + message.channel() + " is stopped for team " + team;
            stop(work, said, Blocks.sender(team, message.channel()), what, "sender-stopped", consequence, lines);
        }
        String sequence = message.sequence();
        if (consequence.sequence() == Consequence.ForSequence.PAUSED && sequence != null) {
            String what = "Sequence " + sequence + " is paused for team " + team;
            String block = Blocks.sequence(team, new SequenceId(sequence));
            stop(work, said, block, what, "sequence-paused", consequence, lines);
        }
    }

    private void giveUp(UnitOfWork work, List<Said> soft, List<HistoryRow> lines) {
        List<SoftBounces.Bounced> bounced = new ArrayList<>(soft.size());
        for (Said said : soft) {
            MessageRow message = said.message();
            bounced.add(new SoftBounces.Bounced(kind(message), message.address(), message.id()));
        }
        List<@Nullable String> enough = softBounces.count(work, bounced);
        for (int i = 0; i < soft.size(); i++) {
            String facts = enough.get(i);
            if (facts != null) {
                Said last = soft.get(i);
                Consequence consequence = consequence(last.message().channel(), last.code());
                suppress(work, last, facts + ". " + facts(last, consequence), lines);
            }
        }
    }

    private AddressKind kind(MessageRow message) {
        Channel channel = channels.get(message.channel());
        return channel == null ? AddressKind.NONE : channel.addressKind();
    }

    /** True when it was not suppressed before. */
    private boolean suppress(UnitOfWork work, Said said, String reason, List<HistoryRow> lines) {
        AddressKind kind = kind(said.message());
        String address = said.message().address();
        if (kind == AddressKind.NONE || address.isEmpty()) {
            return false;
        }
        if (suppressions != null) {
            // It tells every contact that has the address.
            return suppressions.add(work, kind, address, reason);
        }
        Suppressions.Suppression suppression = new Suppressions.Suppression(
                kind, kind.key(address), reason, stores.clock().instant());
        boolean added = stores.suppressions().add(work, suppression);
        if (added) {
            lines.add(line(work, said, "suppressed", "Nothing more is sent to " + address + ": " + reason));
        }
        return added;
    }

    private void stop(
            UnitOfWork work,
            Said said,
            String block,
            String what,
            String kind,
            Consequence consequence,
            List<HistoryRow> lines) {
        if (!blocks.set(work, block, facts(said, consequence), BY)) {
            return;
        }
        lines.add(line(work, said, kind, what + ": " + facts(said, consequence)));
        Tasks book = book();
        if (book != null) {
            MessageRow message = said.message();
            book.create(
                    work,
                    new Tasks.Origin(
                            new TeamId(message.team()),
                            new ContactId(message.contact()),
                            null,
                            null,
                            message.sequence() == null ? null : new SequenceId(message.sequence()),
                            null,
                            null),
                    new TaskDraft(
                            TaskDraft.ALARM,
                            what,
                            facts(said, consequence)
                                    + " No message is lost: they wait. When the cause is removed, lift the block '"
                                    + block
                                    + "'.",
                            null,
                            Duration.ZERO));
        }
    }

    private static String facts(Said said, Consequence consequence) {
        String words = said.words().isBlank() || said.words().contains(consequence.meaning())
                ? ""
                : " (" + said.words().strip() + ")";
        return "The provider answered with code " + said.code() + ". " + consequence.meaning() + words;
    }

    private static Failure failure(Said said, Consequence consequence) {
        MessageRow message = said.message();
        boolean optedOut = consequence.address() == Consequence.ForAddress.OPTED_OUT;
        return new Failure(
                new MessageId(message.id()),
                new TeamId(message.team()),
                new ContactId(message.contact()),
                message.sequence() == null ? null : new SequenceId(message.sequence()),
                message.channel(),
                optedOut ? Kind.OPTED_OUT : said.kind(),
                said.code());
    }

    private HistoryRow line(UnitOfWork work, Said said, String kind, String text) {
        MessageRow message = said.message();
        return new HistoryRow(
                stores.ids().next(work, IdKind.HISTORY),
                message.team(),
                message.contact(),
                message.enrollment(),
                stores.clock().instant(),
                kind,
                message.sequence(),
                message.step(),
                message.id(),
                text,
                Map.of("code", said.code()));
    }

    /** The rows of these messages by id; one statement. */
    public Map<Long, MessageRow> rows(UnitOfWork work, List<Long> ids) {
        Map<Long, MessageRow> rows = new HashMap<>();
        for (MessageRow row : stores.messages().findAll(work, ids)) {
            rows.put(row.id(), row);
        }
        return rows;
    }

    /** What a code means, for a line of the timeline; empty when nothing is known. */
    public String meaning(String channel, @Nullable String code) {
        return code == null ? "" : consequence(channel, code).meaning();
    }
}
