package io.ripen.engine.internal.compile;

import java.util.List;
import org.apache.camel.model.ProcessorDefinition;
import org.jspecify.annotations.Nullable;

/**
 * What stands between two durable points, as Camel's model.
 *
 * @param outputs the steps; each durable point among them is a processor that ends the exchange
 * @param steps the steps of installed kinds in it
 * @param foreign whether a Camel endpoint that the operator allows is in it
 * @param plain true when the outputs are nothing but {@code steps} one after the other: no Camel is needed to run them
 * @param end the durable point that a plain segment comes to; null when it ends the run
 */
record Segment(
        List<ProcessorDefinition<?>> outputs,
        List<ImmediateStep> steps,
        boolean foreign,
        boolean plain,
        @Nullable DurablePoint end) {}
