package io.ripen.engine.internal.compile;

import java.util.List;
import java.util.Set;
import org.apache.camel.model.ProcessorDefinition;
import org.jspecify.annotations.Nullable;

/**
 * A piece of a route, as Camel's model. What follows a durable point is one segment after the other, up to the next point.
 * Segments share nothing and none is made twice: where several ways come together, each of them goes on with the same one.
 *
 * @param outputs the steps; each durable point among them is a processor that ends the exchange, and so is each place where
 *     another segment goes on
 * @param steps the steps of installed kinds in it
 * @param foreign whether a Camel endpoint that the operator allows is in it
 * @param plain true when the outputs are nothing but {@code steps} one after the other: no Camel is needed to run them
 * @param end the durable point that a plain segment comes to; null when it comes to none
 * @param next the segment that a plain segment goes on with; null when it comes to a point or ends the run
 * @param reaches all durable points in it
 * @param goesOn all segments that it may go on with
 * @param jumps those of them that a {@code goto:} names
 */
record Segment(
        List<ProcessorDefinition<?>> outputs,
        List<ImmediateStep> steps,
        boolean foreign,
        boolean plain,
        @Nullable DurablePoint end,
        @Nullable String next,
        List<DurablePoint> reaches,
        Set<String> goesOn,
        Set<String> jumps) {}
