package io.ripen.conversation.internal;

import io.ripen.channel.AddressKind;
import io.ripen.channel.Channel;
import io.ripen.channel.OutboundMessage;
import io.ripen.channel.Outcome;
import io.ripen.channel.Reconciliation;
import io.ripen.channel.TemplateFormat;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;

/** A channel that answers as it is told, and keeps what it was given. */
final class ToldChannel implements Channel {
    final List<OutboundMessage> sent = Collections.synchronizedList(new ArrayList<>());
    final List<Long> asked = Collections.synchronizedList(new ArrayList<>());
    volatile Function<OutboundMessage, Outcome> answer = message -> new Outcome.Accepted("P-" + message.id());
    volatile Reconciliation found = new Reconciliation.Undecided("The provider does not answer.");
    private final AddressKind kind;

    ToldChannel(AddressKind kind) {
        this.kind = kind;
    }

    @Override
    public Outcome send(OutboundMessage message) {
        if (!message.mayBegin().getAsBoolean()) {
            return new Outcome.Unavailable(java.time.Duration.ZERO, "The lease is over.");
        }
        sent.add(message);
        return answer.apply(message);
    }

    @Override
    public Reconciliation reconcile(OutboundMessage message, Instant sentAt, List<String> known) {
        asked.add(message.id().value());
        return found;
    }

    @Override
    public AddressKind addressKind() {
        return kind;
    }

    @Override
    public TemplateFormat templateFormat() {
        return kind == AddressKind.EMAIL ? TemplateFormat.MAIL : TemplateFormat.TEXT;
    }
}
