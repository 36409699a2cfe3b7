package io.ripen.delivery.internal.gate;

import io.ripen.channel.Channel;
import io.ripen.core.store.Admitted;
import io.ripen.core.store.GateAnswer;
import io.ripen.core.store.HandGate;
import io.ripen.core.store.HandRequest;
import io.ripen.core.store.MessageRow;
import io.ripen.core.store.Stores;
import io.ripen.crm.Contact;
import io.ripen.delivery.MessageId;
import io.ripen.delivery.MessageState;
import io.ripen.delivery.internal.gate.MessageRows.Fate;
import io.ripen.delivery.internal.gate.MessageRows.Place;
import io.ripen.delivery.internal.installed.InstalledChannels;
import io.ripen.delivery.internal.installed.InstalledPolicies;
import io.ripen.delivery.internal.render.Rendered;
import io.ripen.policy.Decision;
import io.ripen.policy.Send;
import io.ripen.team.Team;
import io.ripen.team.Teams;
import io.ripen.transaction.UnitOfWork;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The gate's entrance for what people write: the same policies and the same states as for a sequence's touch. Thread-safe. */
@Component(service = HandGate.class, configurationPid = GateConfig.PID)
public final class HandAdmission implements HandGate {
    private static final Duration WHILE_BLOCKED = Duration.ofMinutes(1);

    private final Stores stores;
    private final Teams teams;
    private final InstalledChannels channels;
    private final Policing policing;

    @Activate
    public HandAdmission(
            @Reference Stores stores,
            @Reference Teams teams,
            @Reference InstalledChannels channels,
            @Reference InstalledPolicies policies,
            GateConfig config) {
        this(stores, teams, channels, policing(stores, policies, GateSettings.of(config)));
    }

    private HandAdmission(Stores stores, Teams teams, InstalledChannels channels, Policing policing) {
        this.stores = stores;
        this.teams = teams;
        this.channels = channels;
        this.policing = policing;
    }

    /** Without OSGi. No second public constructor: declarative services try each that has as many arguments. */
    public static HandAdmission of(
            Stores stores, Teams teams, InstalledChannels channels, InstalledPolicies policies, GateSettings settings) {
        return new HandAdmission(stores, teams, channels, policing(stores, policies, settings));
    }

    private static Policing policing(Stores stores, InstalledPolicies policies, GateSettings settings) {
        return new Policing(policies, settings.mandatory(), stores.clock().speed());
    }

    @Override
    public GateAnswer admit(UnitOfWork work, HandRequest request) {
        Channel channel = channels.get(request.channel());
        MessageRow row = request.row();
        if (row != null && row.state() != MessageState.PLANNED) {
            return resume(work, request, row, channel);
        }
        if (channel == null) {
            return new GateAnswer.Missing(request.channel());
        }
        String address = Addressee.address(channel, request.contact());
        if (address == null) {
            return deny(work, request, "", null, Addressee.missing(channel, request.contact()));
        }
        Instant now = stores.clock().instant();
        Send send = new Send(
                new MessageId(request.id()),
                request.path(),
                team(request.contact()),
                request.contact(),
                request.channel(),
                channel.addressKind(),
                address,
                request.text(),
                now,
                Send.USUAL_PRIORITY,
                row == null ? null : row.policy(),
                null,
                null);
        Ruling ruling = policing.decideSends(work, List.of(send), now).get(0);
        String policy = ruling.policy();
        if (ruling.decision() instanceof Decision.Hold hold) {
            return hold(work, request, address, hold, policy, now);
        }
        if (ruling.decision() instanceof Decision.Await await) {
            // Asked again now and then: a message by hand has no run that could be parked.
            return hold(
                    work, request, address, new Decision.Hold(later(now, WHILE_BLOCKED), await.reason()), policy, now);
        }
        return ruling.decision() instanceof Decision.Deny deny
                ? deny(work, request, address, policy, deny.reason())
                : allow(work, request, address, now, ((Decision.Allow) ruling.decision()).until());
    }

    /** An attempt was made, or it is over: what became of it decides. */
    private GateAnswer resume(UnitOfWork work, HandRequest request, MessageRow row, @Nullable Channel channel) {
        if (row.state() == MessageState.SENDING) {
            stores.messages().settle(work, List.of(rows().abandoned(row)));
            return new GateAnswer.Ask(lastAttempt(request, row), MessageRows.NODE_GONE, true);
        }
        if (row.state() == MessageState.UNKNOWN) {
            return channel == null
                    ? new GateAnswer.Missing(row.channel())
                    : new GateAnswer.Ask(lastAttempt(request, row), String.valueOf(row.reason()), false);
        }
        return new GateAnswer.Over(
                row.id(), row.state(), row.policy(), row.reason() == null ? "" : row.reason(), false);
    }

    private GateAnswer allow(
            UnitOfWork work, HandRequest request, String address, Instant now, @Nullable Instant until) {
        MessageRow row = request.row();
        MessageRows rows = rows();
        if (row == null) {
            insert(work, rows, request, address, Fate.SENDING);
        } else if (stores.messages()
                .beginAttempt(work, Set.of(row.id()), now, rows.machineNow())
                .isEmpty()) {
            throw new IllegalStateException("Message " + row.id() + " was PLANNED a moment ago and is not any more,"
                    + " although it is locked. Nothing was written or sent; it is tried again.");
        }
        return new GateAnswer.Go(rows.goes(
                request.id(),
                row,
                team(request.contact()),
                request.contact(),
                request.channel(),
                row == null ? address : row.address(),
                words(request),
                until));
    }

    private GateAnswer hold(
            UnitOfWork work,
            HandRequest request,
            String address,
            Decision.Hold hold,
            @Nullable String policy,
            Instant now) {
        Instant until = hold.until().isAfter(now) ? hold.until() : later(now, Duration.ofSeconds(1));
        keep(work, request, address, Fate.held(hold.reason(), policy, until));
        return new GateAnswer.Hold(request.id(), until, policy, hold.reason(), request.row() == null);
    }

    private GateAnswer deny(
            UnitOfWork work, HandRequest request, String address, @Nullable String policy, String reason) {
        keep(work, request, address, Fate.denied(reason, policy));
        return new GateAnswer.Over(request.id(), MessageState.DENIED, policy, reason, true);
    }

    private void keep(UnitOfWork work, HandRequest request, String address, Fate fate) {
        MessageRow row = request.row();
        if (row == null) {
            insert(work, rows(), request, address, fate);
        } else {
            stores.messages().settle(work, List.of(rows().again(row, fate)));
        }
    }

    private void insert(UnitOfWork work, MessageRows rows, HandRequest request, String address, Fate fate) {
        stores.messages()
                .insert(
                        work,
                        List.of(rows.fresh(
                                request.id(),
                                request.contact(),
                                Place.BY_HAND,
                                request.channel(),
                                address,
                                words(request),
                                fate)));
    }

    private MessageRows rows() {
        return new MessageRows(
                stores.clock().instant(), stores.clock().machine().instant());
    }

    /** Headers are kept with a message when it is new. */
    private static Rendered words(HandRequest request) {
        MessageRow row = request.row();
        return new Rendered(request.subject(), request.text(), null, row == null ? request.headers() : row.headers());
    }

    private Admitted lastAttempt(HandRequest request, MessageRow row) {
        return rows().lastAttempt(row, team(request.contact()), request.contact());
    }

    /** The business time that it will be after so much machine time. */
    private Instant later(Instant now, Duration pause) {
        return now.plusNanos((long) (pause.toNanos() * stores.clock().speed()));
    }

    private Team team(Contact contact) {
        return teams.find(contact.team())
                .orElseGet(() -> new Team(contact.team(), contact.team().value(), ZoneOffset.UTC, "US", Map.of()));
    }
}
