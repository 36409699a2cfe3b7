package io.ripen.inbound.mail.internal;

import org.apache.camel.Component;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.DefaultEndpoint;

/** A mailbox that is not configured: nothing ever comes, and the shipped route runs all the same. */
final class IdleEndpoint extends DefaultEndpoint {
    IdleEndpoint(String uri, Component component) {
        super(uri, component);
    }

    @Override
    public Producer createProducer() {
        throw new UnsupportedOperationException("Mail cannot be sent to a mailbox; use ripen-smtp:.");
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        return new DefaultConsumer(this, processor);
    }
}
