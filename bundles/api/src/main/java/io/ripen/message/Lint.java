package io.ripen.message;

import io.ripen.sequence.SequenceSource;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Reads a sequence as an experienced colleague would. An OSGi service; thread-safe, changes nothing and sends nothing.
 *
 * <pre>{@code
 * sequences.source(id).ifPresent(source -> lint.hints(source).forEach(System.out::println));
 * }</pre>
 */
@ProviderType
public interface Lint {

    /** What could be better, in the order of the route; empty for a file that cannot be read as a route at all. */
    List<Hint> hints(SequenceSource source);
}
