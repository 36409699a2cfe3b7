package io.ripen.benchmarks.product;

import io.ripen.channel.AddressKind;
import io.ripen.channel.Channel;
import io.ripen.channel.OutboundMessage;
import io.ripen.channel.Outcome;
import java.util.concurrent.atomic.AtomicInteger;

/** A channel to phones that answers at once. */
public final class QuickChannel implements Channel {
    private final AtomicInteger sent = new AtomicInteger();

    @Override
    public Outcome send(OutboundMessage message) {
        if (message.address().isEmpty() || message.text().isEmpty()) {
            return new Outcome.Refused("", "A message without address or text was to be sent.");
        }
        return new Outcome.Accepted("SM" + sent.incrementAndGet());
    }

    @Override
    public AddressKind addressKind() {
        return AddressKind.PHONE;
    }

    public int sent() {
        return sent.get();
    }

    public void reset() {
        sent.set(0);
    }
}
