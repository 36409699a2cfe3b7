package io.ripen.delivery.internal.render;

import io.ripen.channel.TemplateFormat;
import io.ripen.core.store.LinkTarget;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
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

    private final Consumer<Collection<LinkTarget>> keep;

    /** Without tracked links. */
    public Templates() {
        this(targets -> {});
    }

    /**
     * @param keep called with a template's targets when it is prepared, before the first message with them is filled in
     */
    public Templates(Consumer<Collection<LinkTarget>> keep) {
        this.keep = keep;
    }

    /** Adds what the links of this message lead to if that differs from lead to lead. */
    public void targets(
            String revision,
            String file,
            TemplateFormat format,
            Function<String, Optional<String>> files,
            MergeData data,
            Collection<LinkTarget> into) {
        PreparedTemplate template = prepared(revision, file, format, files).template();
        if (template != null) {
            template.targets(data, into);
        }
    }

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
        Prepared prepared = prepared(revision, file, format, files);
        if (prepared.template() == null) {
            throw new UnrenderableException(prepared.problem());
        }
        return prepared.template().render(data);
    }

    private Prepared prepared(
            String revision, String file, TemplateFormat format, Function<String, Optional<String>> files) {
        Key key = new Key(revision, file, format);
        Prepared prepared;
        synchronized (kept) {
            prepared = kept.get(key);
        }
        if (prepared == null) {
            prepared = prepare(file, format, files);
            if (prepared.template() != null) {
                keep.accept(prepared.template().fixedTargets());
            }
            synchronized (kept) {
                kept.put(key, prepared);
            }
        }
        return prepared;
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
