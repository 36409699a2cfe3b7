package io.ripen.engine.internal.run;

import io.ripen.core.store.Finding;

/** A message that is not under way any more, and what is known of it. */
record Done(InFlight flight, Finding finding) {}
