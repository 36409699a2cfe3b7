package io.ripen.report;

import io.ripen.sequence.SequenceId;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** Reads the counters. An OSGi service; thread-safe; cost independent of how much history there is. */
@ProviderType
public interface Reports {
    Optional<SequenceReport> sequence(SequenceId id);

    /** What came of the variants of its splits, by split and then by variant; empty when the sequence is not known. */
    Optional<List<VariantResult>> variants(SequenceId id);
}
