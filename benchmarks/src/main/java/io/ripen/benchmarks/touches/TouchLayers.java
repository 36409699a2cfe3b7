package io.ripen.benchmarks.touches;

import io.ripen.benchmarks.measure.Profile.Layer;
import java.util.List;

/** The layers of the product that a profile is summed up by; the first that matches a stack from its top counts. */
final class TouchLayers {
    static final List<Layer> ALL = List.of(
            new Layer("PostgreSQL driver: encode, wire, decode", "org.postgresql."),
            new Layer("connection pool", "com.zaxxer."),
            new Layer("JSON", "com.fasterxml."),
            new Layer("templates", "com.samskivert."),
            new Layer("templates", "io.ripen.delivery.internal.render"),
            new Layer("Camel: the segment", "org.apache.camel."),
            new Layer("engine: compiled sequence", "io.ripen.engine.internal.compile"),
            new Layer("policy", "io.ripen.policy"),
            new Layer("store: rows to objects and back", "io.ripen.core.store"),
            new Layer("gate", "io.ripen.delivery"),
            new Layer("engine: claim, move, settle", "io.ripen.engine"),
            new Layer("the benchmark itself", "io.ripen.benchmarks"));

    private TouchLayers() {}
}
