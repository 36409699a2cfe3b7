package io.ripen.conversation.internal;

import io.ripen.channel.Outcome;
import io.ripen.channel.Reconciliation;
import io.ripen.core.store.Admitted;
import io.ripen.core.store.ByHandRow;
import io.ripen.core.store.Finding;
import io.ripen.core.store.Gate;
import io.ripen.core.store.Gate.Found;
import io.ripen.core.store.Gate.Settled;
import io.ripen.core.store.GateAnswer;
import io.ripen.core.store.HandGate;
import io.ripen.core.store.HandRequest;
import io.ripen.core.store.MessageRow;
import io.ripen.core.store.Settlement;
import io.ripen.core.store.Stores;
import io.ripen.crm.Contact;
import io.ripen.crm.ContactId;
import io.ripen.delivery.MessageState;
import io.ripen.event.Event;
import io.ripen.event.EventSource;
import io.ripen.event.EventTypes;
import io.ripen.event.Events;
import io.ripen.event.InvalidEventException;
import io.ripen.policy.SendPath;
import io.ripen.service.LateService;
import io.ripen.team.TeamId;
import io.ripen.transaction.UnitOfWork;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.ComponentServiceObjects;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings messages by hand to their end: sends what was admitted, takes up what was held, and asks the provider about what a
 * crash left behind. Each is one node's for the time of a lease; it may begin to send in the first part of it only, so that
 * whoever takes over asks about a request that has ended. Thread-safe.
 */
@Component(service = HandDelivery.class)
public final class HandDelivery {
    private static final Logger LOG = LoggerFactory.getLogger(HandDelivery.class);
    private static final Duration LEASE = Duration.ofSeconds(90);
    /** A channel gives up after 30 seconds. */
    private static final Duration TO_SEND = Duration.ofSeconds(50);

    private static final Duration CHANNEL_AWAY = Duration.ofMinutes(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(15);
    private static final List<Duration> ASKING = List.of(
            Duration.ofSeconds(15),
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(15),
            Duration.ofHours(1));
    private static final Set<MessageState> WENT_OUT = Set.of(MessageState.ACCEPTED, MessageState.DELIVERED);
    private static final int BATCH = 20;
    private static final int THREADS = 4;

    private final Stores stores;
    private final Gate gate;
    private final HandGate handGate;
    private final Supplier<Events> events;
    private final ExecutorService threads;
    private final Pulse pulse;

    /** The intake is asked for when it is needed first, since it asks for its rules when it starts. */
    @Activate
    public HandDelivery(
            @Reference Stores stores,
            @Reference Gate gate,
            @Reference HandGate handGate,
            @Reference ComponentServiceObjects<Events> events) {
        this(stores, gate, handGate, new LateService<>(events), true);
    }

    HandDelivery(Stores stores, Gate gate, HandGate handGate, Supplier<Events> events, boolean started) {
        this.stores = stores;
        this.gate = gate;
        this.handGate = handGate;
        this.events = events;
        this.threads = Executors.newFixedThreadPool(THREADS, work -> {
            Thread made = new Thread(work, "ripen-by-hand-sender");
            made.setDaemon(true);
            return made;
        });
        this.pulse = new Pulse("ripen-by-hand", this::pickUp);
        if (started) {
            pulse.start();
        }
    }

    @Deactivate
    public void stop() {
        pulse.close();
        threads.shutdown();
        try {
            threads.awaitTermination(TO_SEND.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (events instanceof LateService<?> late) {
            late.close();
        }
    }

    /** Machine time until which a message that is kept now is this node's. */
    Instant lease() {
        return stores.clock().machine().instant().plus(LEASE);
    }

    /** Sends soon, on another thread. Only after the transaction that admitted the message. */
    void submit(Admitted message, Instant lease) {
        try {
            threads.execute(() -> send(message, lease));
        } catch (RejectedExecutionException stopping) {
            LOG.info("Message {} waits for another node or the next start.", message.id());
        }
    }

    private void send(Admitted message, Instant lease) {
        try {
            Instant last = lease.minus(LEASE).plus(TO_SEND);
            Finding finding = mayBegin(last)
                    ? gate.send(message, () -> mayBegin(last))
                    : new Finding.NeverSent("The node was too slow to send it; nothing was sent.");
            settle(message, finding, lease, 0);
        } catch (RuntimeException failed) {
            LOG.error(
                    "What became of message {} could not be written down; when its lease is over the provider is asked.",
                    message.id(),
                    failed);
        }
    }

    private boolean mayBegin(Instant last) {
        return stores.clock().machine().instant().isBefore(last);
    }

    /** One round: everything that is due and nobody works on. */
    void pickUp() {
        List<ByHandRow> mine = stores.transactions()
                .call(work -> stores.byHand()
                        .claim(
                                work,
                                stores.clock().instant(),
                                stores.clock().machine().instant(),
                                lease(),
                                BATCH));
        for (ByHandRow row : mine) {
            try {
                takeUp(row);
            } catch (RuntimeException failed) {
                LOG.error(
                        "Message {} could not be taken up; it is again when its lease is over.", row.message(), failed);
            }
        }
    }

    private void takeUp(ByHandRow row) {
        Instant lease = row.leasedUntil();
        if (lease == null) {
            return;
        }
        GateAnswer answer =
                stores.transactions().call(work -> admit(work, row, lease)).orElse(null);
        if (answer instanceof GateAnswer.Go go) {
            submit(go.message(), lease);
        } else if (answer instanceof GateAnswer.Over over && WENT_OUT.contains(over.state())) {
            // It went out, by what the provider reports or by a node that died before it told so.
            written(row.message(), new ContactId(row.contact()));
        } else if (answer instanceof GateAnswer.Ask ask) {
            threads.execute(() -> {
                try {
                    settle(ask.message(), gate.reconcile(ask.message()), lease, row.asked() + 1);
                } catch (RuntimeException failed) {
                    LOG.error("What the provider says of message {} could not be kept.", row.message(), failed);
                }
            });
        }
    }

    private Optional<GateAnswer> admit(UnitOfWork work, ByHandRow row, Instant lease) {
        if (!stores.byHand().lockHeld(work, row.message(), lease)) {
            return Optional.empty();
        }
        ContactId id = new ContactId(row.contact());
        Contact contact = stores.contacts().lock(work, Set.of(id)).get(id);
        List<MessageRow> locked = stores.messages().lockByIds(work, Set.of(row.message()));
        if (contact == null || locked.isEmpty()) {
            giveUp(work, row.message(), "The contact was deleted before the message was sent.");
            return Optional.empty();
        }
        MessageRow message = locked.get(0);
        GateAnswer answer = handGate.admit(
                work,
                new HandRequest(
                        message.id(),
                        row.path(),
                        contact,
                        message.channel(),
                        message.subject(),
                        message.body(),
                        message.headers(),
                        message));
        if (answer instanceof GateAnswer.Over over && !WENT_OUT.contains(over.state())) {
            stores.byHand().release(work, row.message(), null, row.asked());
            if (over.fresh()) {
                Diary.line(stores, work, contact, row.message(), "denied", over.reason());
            }
        } else if (answer instanceof GateAnswer.Hold hold) {
            stores.byHand().release(work, row.message(), hold.until(), row.asked());
        } else if (answer instanceof GateAnswer.Missing) {
            stores.byHand().release(work, row.message(), business(CHANNEL_AWAY), row.asked());
        }
        return Optional.of(answer);
    }

    private void giveUp(UnitOfWork work, long message, String reason) {
        stores.messages()
                .settle(
                        work,
                        List.of(new Settlement(
                                message,
                                0,
                                MessageState.CANCELLED,
                                null,
                                null,
                                reason,
                                null,
                                null,
                                stores.clock().instant())));
        stores.byHand().release(work, message, null, 0);
    }

    private void settle(Admitted message, Finding finding, Instant lease, int asked) {
        Instant retryAt = business(pause(message, finding));
        boolean wentOut = stores.transactions().call(work -> {
            boolean held = stores.byHand().lockHeld(work, message.id(), lease);
            Settled settled = gate.settle(work, List.of(new Found(message, finding, retryAt)))
                    .get(0);
            if (held && !WENT_OUT.contains(settled.state())) {
                int times = canBeAsked(finding) ? asked : ASKING.size();
                stores.byHand().release(work, message.id(), nextLook(settled.state(), retryAt, times), times);
            }
            if (settled.changed()) {
                boolean notice = stores.byHand().path(work, message.id()) == SendPath.NOTICE;
                line(work, message, settled, notice ? "The automatic answer" : "Written by hand");
            }
            return WENT_OUT.contains(settled.state());
        });
        if (wentOut) {
            written(message.id(), message.contact().id());
        }
    }

    /**
     * Tells whoever waits for it that a person's message went out, and is done with it. Until then the message stays this
     * node's, so that another one tells it should this one die; its own id makes it count once.
     */
    private void written(long message, ContactId contact) {
        Optional<MessageRow> byHand = stores.transactions()
                .call(work -> stores.byHand().path(work, message) == SendPath.HAND
                        ? stores.messages().find(work, message)
                        : Optional.empty());
        byHand.ifPresent(row -> tell(row, contact));
        stores.transactions().call(work -> {
            stores.byHand().release(work, message, null, 0);
            return true;
        });
    }

    private void tell(MessageRow row, ContactId contact) {
        try {
            events.get()
                    .receive(new Event(
                            "by-hand:" + row.id(),
                            EventTypes.MESSAGE_WRITTEN,
                            new TeamId(row.team()),
                            contact,
                            null,
                            stores.clock().instant(),
                            EventSource.API,
                            Map.of("channel", row.channel(), "message", Long.toString(row.id()))));
        } catch (InvalidEventException gone) {
            LOG.info("Message {} went out, and no sequence begins by it: {}", row.id(), gone.getMessage());
        }
    }

    private static boolean canBeAsked(Finding finding) {
        return !(finding instanceof Finding.Asked given && given.reconciliation() instanceof Reconciliation.Impossible);
    }

    /** Null when there is no more to do: it is settled, or was asked about often enough and stays unknown. */
    private @Nullable Instant nextLook(MessageState state, Instant retryAt, int asked) {
        return switch (state) {
            case PLANNED -> retryAt;
            case SENDING, UNKNOWN -> asked >= ASKING.size() ? null : business(ASKING.get(asked));
            default -> null;
        };
    }

    private void line(UnitOfWork work, Admitted message, Settled settled, String what) {
        String text = switch (settled.state()) {
            case ACCEPTED -> what + (what.startsWith("W") ? " and" : " was") + " sent by " + message.channel() + ".";
            case REFUSED -> what + ", and the provider refused it: " + settled.reason();
            case UNKNOWN -> what + "; whether it went out is unknown, and the provider is asked: " + settled.reason();
            default -> null;
        };
        if (text != null) {
            String kind = settled.state() == MessageState.ACCEPTED
                    ? "sent"
                    : settled.state().name().toLowerCase(Locale.ROOT);
            Diary.line(stores, work, message.contact(), message.id(), kind, text);
        }
    }

    private static Duration pause(Admitted message, Finding finding) {
        Duration own =
                message.attempt() > 10 ? LONGEST_PAUSE : Duration.ofSeconds(1L << Math.max(0, message.attempt() - 1));
        Duration atLeast = finding instanceof Finding.Answered answered
                        && answered.outcome() instanceof Outcome.Unavailable unavailable
                ? unavailable.retryAfter()
                : Duration.ZERO;
        Duration longer = own.compareTo(atLeast) < 0 ? atLeast : own;
        return longer.compareTo(LONGEST_PAUSE) > 0 && atLeast.compareTo(LONGEST_PAUSE) <= 0 ? LONGEST_PAUSE : longer;
    }

    private Instant business(Duration pause) {
        return stores.clock().instant().plusNanos((long)
                (pause.toNanos() * stores.clock().speed()));
    }
}
