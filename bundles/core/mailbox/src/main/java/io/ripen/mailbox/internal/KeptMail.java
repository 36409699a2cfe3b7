package io.ripen.mailbox.internal;

import io.ripen.channel.AddressKind;
import io.ripen.core.store.IdKind;
import io.ripen.core.store.InboundRow;
import io.ripen.core.store.MessageRow;
import io.ripen.core.store.Stores;
import io.ripen.crm.Projection;
import io.ripen.delivery.MessageId;
import io.ripen.event.Event;
import io.ripen.event.EventTypes;
import io.ripen.event.Events;
import io.ripen.event.InvalidEventException;
import io.ripen.mail.MailIntake;
import io.ripen.mail.MailReader;
import io.ripen.mail.MailReading;
import io.ripen.mail.MailTokens;
import io.ripen.policy.Suppressions;
import io.ripen.transaction.UnitOfWork;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps each mail once, with the event that it stands for, in one transaction. */
@Component
public final class KeptMail implements MailIntake {
    private static final Logger LOG = LoggerFactory.getLogger(KeptMail.class);
    private static final String CHANNEL = "email";
    private static final String DEFAULT_TEAM = "default";
    private static final int LARGEST_RAW = 1024 * 1024;
    private static final int LONGEST_ID = 190;

    private final Stores stores;
    private final MailReader reader;
    private final Events events;
    private final Suppressions suppressions;
    private final Matching matching;

    @Activate
    public KeptMail(
            @Reference Stores stores,
            @Reference MailReader reader,
            @Reference Projection projection,
            @Reference Events events,
            @Reference Suppressions suppressions,
            @Reference MailTokens tokens) {
        this.stores = stores;
        this.reader = reader;
        this.events = events;
        this.suppressions = suppressions;
        this.matching = new Matching(stores, projection, tokens);
    }

    @Override
    public Taken take(byte[] rfc822) {
        // Reading needs no database and must not be done again when the transaction is.
        MailReading mail = reader.read(rfc822);
        String id = id(mail.messageId(), rfc822);
        Instant at = stores.clock().instant();
        try {
            return take(mail, rfc822, id, at, true);
        } catch (InvalidEventException e) {
            // It would be refused each time it is offered again; so it is kept and shown, and the mailbox goes on.
            LOG.warn("Mail {} is kept without an event, since the intake refuses it: {}", id, e.getMessage());
            return take(mail, rfc822, id, at, false);
        }
    }

    private Taken take(MailReading mail, byte[] rfc822, String id, Instant at, boolean tell) {
        return stores.transactions().call(work -> {
            Match match = matching.find(work, mail);
            boolean fresh = keep(work, mail, rfc822, id, match, at);
            if (fresh) {
                Event event = tell ? MailEvents.of(mail, match, id, at) : null;
                if (event != null) {
                    List<Event> told = new ArrayList<>(List.of(event));
                    if (!event.type().equals(EventTypes.OPT_OUT)) {
                        matching.others(work, mail, match).forEach(other -> told.add(MailEvents.alsoOf(event, other)));
                    }
                    events.receive(work, told);
                }
                suppress(work, mail, match);
            }
            MessageRow message = match.message();
            return new Taken(
                    mail,
                    !fresh,
                    Optional.ofNullable(match.contact()),
                    Optional.ofNullable(message == null ? null : new MessageId(message.id())),
                    match.by());
        });
    }

    private boolean keep(UnitOfWork work, MailReading mail, byte[] rfc822, String id, Match match, Instant at) {
        MessageRow message = match.message();
        InboundRow row = new InboundRow(
                stores.ids().next(work, IdKind.INBOUND),
                match.team() == null ? DEFAULT_TEAM : match.team().value(),
                match.contact() == null ? 0 : match.contact().value(),
                CHANNEL,
                mail.kind().word(),
                id,
                orNull(mail.from()),
                mail.to().isEmpty() ? null : orNull(mail.to().get(0)),
                orNull(mail.subject()),
                clean(mail.newText()),
                raw(rfc822),
                orNull(mail.problem()),
                match.by(),
                message == null ? 0 : message.id(),
                at);
        return !stores.inbound().insert(work, List.of(row)).isEmpty();
    }

    /** An address is given up only when it is certain that our own message came back, or was complained of. */
    private void suppress(UnitOfWork work, MailReading mail, Match match) {
        MessageRow message = match.message();
        if (message == null) {
            return;
        }
        if (mail.bounce() != null && mail.bounce().hard() && match.certain()) {
            String status = mail.bounce().status();
            suppressions.add(
                    work,
                    AddressKind.EMAIL,
                    message.address(),
                    "The mail came back: the address cannot be reached"
                            + (status == null ? "." : " (" + status + ")."));
        }
        if (mail.complaint() != null && mail.complaint().unwanted()) {
            suppressions.add(
                    work,
                    AddressKind.EMAIL,
                    message.address(),
                    "The recipient complained of the mail (" + mail.complaint().type() + ").");
        }
    }

    /** The Message-ID, or what stands for it when there is none or a very long one; the same for the same mail. */
    private static String id(@Nullable String messageId, byte[] rfc822) {
        if (messageId != null && messageId.length() <= LONGEST_ID) {
            return clean(messageId);
        }
        byte[] named = messageId != null ? messageId.getBytes(StandardCharsets.UTF_8) : rfc822;
        try {
            return "sha256:"
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(named));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no SHA-256, which every Java must have.", e);
        }
    }

    /** Byte for byte as characters, so that the mail can be read again from it. PostgreSQL takes no NUL in a text. */
    private static String raw(byte[] rfc822) {
        byte[] kept = rfc822.length > LARGEST_RAW ? Arrays.copyOf(rfc822, LARGEST_RAW) : rfc822;
        return clean(new String(kept, StandardCharsets.ISO_8859_1));
    }

    private static @Nullable String orNull(@Nullable String text) {
        return text == null || text.isEmpty() ? null : clean(text);
    }

    private static String clean(String text) {
        return text.indexOf('\0') < 0 ? text : text.replace('\0', '\uFFFD');
    }
}
