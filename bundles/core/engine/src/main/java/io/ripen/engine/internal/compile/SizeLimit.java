package io.ripen.engine.internal.compile;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Stands behind what sets a variable, header or body. A text that doubles itself with each step would fill the memory within
 * thirty of them.
 */
record SizeLimit(String step) implements Processor {
    static final int MOST_CHARACTERS = 100_000;

    @Override
    public void process(Exchange exchange) {
        look(exchange.getMessage().getBody());
        exchange.getMessage().getHeaders().values().forEach(this::look);
        if (exchange.hasVariables()) {
            exchange.getVariables().values().forEach(this::look);
        }
    }

    private void look(Object value) {
        if (value instanceof CharSequence text && text.length() > MOST_CHARACTERS) {
            throw new IllegalStateException("A text of " + text.length() + " characters was made by <" + step
                    + ">, and at most " + MOST_CHARACTERS + " are kept. Put less together.");
        }
    }
}
