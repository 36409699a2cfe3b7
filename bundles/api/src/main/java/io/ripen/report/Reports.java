package io.ripen.report;

import io.ripen.access.Actor;
import io.ripen.sequence.SequenceId;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** Reads the counters. They are over all teams, so only an admin reads them. An OSGi service; thread-safe; cost independent of how much history there is. */
@ProviderType
public interface Reports {
    Optional<SequenceReport> sequence(Actor by, SequenceId id);

    /** What came of the variants of its splits, by split and then by variant; empty when the sequence is not known. */
    Optional<List<VariantResult>> variants(Actor by, SequenceId id);
}
