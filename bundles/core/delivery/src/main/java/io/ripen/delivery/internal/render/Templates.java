package io.ripen.delivery.internal.render;

import io.ripen.channel.TemplateFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Prepared templates by revision and file. Keeps the ones used last; a revision never changes, so nothing in here grows
 * old. Thread-safe.
 */
public final class Templates {
    private static final int KEPT = 1_000;

    private record Key(String revision, String file, TemplateFormat format) {}

    /** Either a template, or why there is none: a broken file is not read again for each lead. */
    private record Prepared(@Nullable PreparedTemplate template, String problem) {}

    private final Map<Key, Prepared> kept = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Prepared> eldest) {
            return size() > KEPT;
        }
    };

    /**
     * Fills a template in.
     *
     * @param files the revision's files by name
     * @throws UnrenderableException with a sentence for the lead's timeline
     */
    public Rendered render(
            String revision,
            String file,
            TemplateFormat format,
            Function<String, Optional<String>> files,
            MergeData data)
            throws UnrenderableException {
        Key key = new Key(revision, file, format);
        Prepared prepared;
        synchronized (kept) {
            prepared = kept.get(key);
        }
        if (prepared == null) {
            prepared = prepare(file, format, files);
            synchronized (kept) {
                kept.put(key, prepared);
            }
        }
        if (prepared.template() == null) {
            throw new UnrenderableException(prepared.problem());
        }
        return prepared.template().render(data);
    }

    private static Prepared prepare(String file, TemplateFormat format, Function<String, Optional<String>> files) {
        Optional<String> content = files.apply(file);
        if (content.isEmpty()) {
            return new Prepared(
                    null,
                    "There is no template " + file + " beside the sequence. Put the file there and deploy again.");
        }
        try {
            return new Prepared(new PreparedTemplate(file, content.get(), format), "");
        } catch (UnrenderableException broken) {
            return new Prepared(null, String.valueOf(broken.getMessage()));
        }
    }
}
