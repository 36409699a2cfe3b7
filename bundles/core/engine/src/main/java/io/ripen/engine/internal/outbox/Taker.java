package io.ripen.engine.internal.outbox;

import java.util.Set;

/** Somebody installed here who is told of events. */
interface Taker {
    /** By which the outbox knows it, also after a restart. */
    String name();

    /** May throw whatever a third party's code throws. */
    Set<String> types();

    /** Is told of the rows of a batch, in their order; the batch hears how each went. */
    void take(Batch batch, Calls calls);
}
