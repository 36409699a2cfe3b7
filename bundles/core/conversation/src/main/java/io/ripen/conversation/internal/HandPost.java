package io.ripen.conversation.internal;

import io.ripen.access.Actor;
import io.ripen.access.Role;
import io.ripen.conversation.Conversations.Result;
import io.ripen.conversation.Handwritten;
import io.ripen.conversation.InvalidHandwrittenException;
import io.ripen.core.store.Admitted;
import io.ripen.core.store.ByHandRow;
import io.ripen.core.store.GateAnswer;
import io.ripen.core.store.HandGate;
import io.ripen.core.store.HandRequest;
import io.ripen.core.store.IdKind;
import io.ripen.core.store.Stores;
import io.ripen.crm.Contact;
import io.ripen.crm.ContactId;
import io.ripen.delivery.MessageId;
import io.ripen.policy.SendPath;
import io.ripen.sequence.EnrollmentId;
import io.ripen.sequence.Enrollments;
import io.ripen.transaction.UnitOfWork;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Takes what a person writes: keeps it, asks the gate, stops the lead's sequences, all in one transaction, and hands it over
 * for sending. Thread-safe.
 */
@Component(service = HandPost.class)
public final class HandPost {
    private final Stores stores;
    private final HandGate gate;
    private final Enrollments enrollments;
    private final WritingChannels channels;
    private final HandDelivery delivery;

    @Activate
    public HandPost(
            @Reference Stores stores,
            @Reference HandGate gate,
            @Reference Enrollments enrollments,
            @Reference WritingChannels channels,
            @Reference HandDelivery delivery) {
        this.stores = stores;
        this.gate = gate;
        this.enrollments = enrollments;
        this.channels = channels;
        this.delivery = delivery;
    }

    Result send(Actor by, ContactId contact, Handwritten draft, @Nullable String key) {
        DraftCheck.key(key);
        DraftCheck.check(draft, channels.get(draft.channel()), channels.types());
        return stores.transactions().call(work -> send(work, by, contact, draft, key));
    }

    private Result send(UnitOfWork work, Actor by, ContactId id, Handwritten draft, @Nullable String key) {
        Optional<Contact> found = stores.contacts().find(work, id).filter(each -> by.sees(each.team()));
        if (found.isEmpty()) {
            return new Result.NoContact();
        }
        by.require(Role.AGENT, found.get().team());
        Instant lease = delivery.lease();
        ByHandRow row = new ByHandRow(
                stores.ids().next(work, IdKind.MESSAGE),
                found.get().team().value(),
                id.value(),
                by.name(),
                key,
                fingerprint(id, draft),
                stores.clock().instant(),
                lease,
                0);
        // The key first: of two clicks the second waits here for the first.
        if (!stores.byHand().insert(work, row)) {
            ByHandRow first = stores.byHand()
                    .byKey(work, row.team(), Objects.requireNonNull(key))
                    .orElseThrow();
            MessageId message = new MessageId(first.message());
            return first.fingerprint().equals(row.fingerprint())
                    ? new Result.Taken(message, true, List.of())
                    : new Result.KeyUsed(message);
        }
        stores.enrollments().lockActiveOfContact(work, Set.of(id.value()));
        Contact locked = stores.contacts().lock(work, Set.of(id)).get(id);
        if (locked == null) {
            throw new InvalidHandwrittenException("contact", "The contact was deleted just now. Nothing was sent.");
        }
        GateAnswer answer = gate.admit(
                work,
                new HandRequest(
                        row.message(),
                        SendPath.HAND,
                        locked,
                        draft.channel(),
                        draft.subject(),
                        draft.text(),
                        MailThread.headers(stores, work, locked, draft),
                        null));
        return after(work, row, locked, draft, answer, by.name(), lease);
    }

    private Result after(
            UnitOfWork work,
            ByHandRow row,
            Contact contact,
            Handwritten draft,
            GateAnswer answer,
            String by,
            Instant lease) {
        MessageId message = new MessageId(row.message());
        if (answer instanceof GateAnswer.Missing) {
            throw new InvalidHandwrittenException(
                    "channel", "The channel '" + draft.channel() + "' was uninstalled just now. Nothing was sent.");
        }
        if (answer instanceof GateAnswer.Over over) {
            stores.byHand().release(work, row.message(), null, 0);
            Diary.line(stores, work, contact, row.message(), "denied", by + " wrote by hand: " + over.reason());
            return new Result.Taken(message, false, List.of());
        }
        if (answer instanceof GateAnswer.Hold hold) {
            stores.byHand().release(work, row.message(), hold.until(), 0);
            Diary.line(
                    stores,
                    work,
                    contact,
                    row.message(),
                    "held",
                    by + " wrote by hand; held until " + hold.until() + ": " + hold.reason());
        } else if (answer instanceof GateAnswer.Go go) {
            Admitted admitted = go.message();
            work.afterCommit(() -> delivery.submit(admitted, lease));
        }
        List<EnrollmentId> stopped = enrollments.stopAll(work, contact.id(), null, by + " wrote to the lead by hand.");
        stores.tasks()
                .completeAll(
                        work,
                        contact.id().value(),
                        LeadWrote.REPLY_TASK,
                        "answered",
                        stores.clock().instant(),
                        by);
        return new Result.Taken(message, false, stopped);
    }

    private static String fingerprint(ContactId contact, Handwritten draft) {
        String whole = contact + "\n" + draft.channel() + "\n" + draft.subject() + "\n" + draft.text();
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(whole.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no SHA-256, which every Java must have.", e);
        }
    }
}
