package io.ripen.engine.internal.deploy;

import io.ripen.engine.internal.compile.RevisionHash;
import io.ripen.sequence.SequenceSource;

/**
 * A route file and what belongs to it, as they were read at one moment.
 *
 * @param path relative to the watched folder, such as {@code sequences/welcome/welcome.xml}
 * @param source the route and, for a sequence, the other files beside it
 * @param unreadable why it could not be read as text; the empty string when it could
 * @param quiet whether none of the files was written to within the last seconds
 * @param stamp when they were last written to; the empty string when that says nothing of this file, such as for links into a
 *     volume that is written anew as a whole
 */
public record FolderFile(String path, SequenceSource source, String unreadable, boolean quiet, String stamp) {
    /** Decides whether something changed. */
    public String content() {
        return RevisionHash.of(source) + unreadable + source.unreadable();
    }
}
