package io.ripen.report;

import io.ripen.sequence.SequenceId;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** Reads the counters. An OSGi service; thread-safe; cost independent of how much history there is. */
@ProviderType
public interface Reports {
    Optional<SequenceReport> sequence(SequenceId id);
}
