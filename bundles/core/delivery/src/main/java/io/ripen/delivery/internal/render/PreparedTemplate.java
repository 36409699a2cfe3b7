package io.ripen.delivery.internal.render;

import io.ripen.channel.TemplateFormat;
import io.ripen.core.store.LinkTarget;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A template file, read and prepared once for all leads. Thread-safe. */
final class PreparedTemplate {
    /** Mail servers refuse lines of more than 998 bytes; who writes that much into a head means no good. */
    private static final int LONGEST_LINE = 900;

    /** What sections leave that are not shown for this lead. */
    private static final Pattern HOLES = Pattern.compile("\\n(?:[ \\t]*\\n){2,}");

    private final String file;
    private final @Nullable MergeText subject;
    private final Map<String, MergeText> headers = new LinkedHashMap<>();
    private final MergeText text;
    private final boolean made;
    private final @Nullable MergeText html;
    private final List<TemplateLink> links = new ArrayList<>();
    private boolean dynamic;

    PreparedTemplate(String file, String content, TemplateFormat format) throws UnrenderableException {
        this.file = file;
        TemplateFile parts = TemplateFile.read(file, content, format);
        subject = parts.subject() == null
                ? null
                : new MergeText(file + " (subject)", parts.subject(), MergeText.Context.LINE, 1);
        for (Map.Entry<String, String> header : parts.headers().entrySet()) {
            headers.put(
                    header.getKey(),
                    new MergeText(
                            file + " (header " + header.getKey() + ")", header.getValue(), MergeText.Context.LINE, 1));
        }
        String rich = parts.html();
        html = rich == null
                ? null
                : new MergeText(file + " (HTML part)", rich, MergeText.Context.HTML, parts.htmlLine());
        made = rich != null && parts.text().isEmpty();
        // What is wrong with a part that is made is wrong with the one that was written, and told of that one above.
        text = rich != null && made
                ? new MergeText(file, PlainPart.of(rich), MergeText.Context.TEXT, parts.htmlLine())
                : new MergeText(file, parts.text(), MergeText.Context.TEXT, parts.textLine());
        links.addAll(text.links());
        if (html != null) {
            links.addAll(html.links());
        }
        for (TemplateLink link : links) {
            dynamic |= link.fixed() == null;
        }
    }

    Set<String> linkNames() {
        return links.stream().map(TemplateLink::name).collect(Collectors.toUnmodifiableSet());
    }

    /** Targets that are the same for all leads. */
    List<LinkTarget> fixedTargets() {
        List<LinkTarget> fixed = new ArrayList<>();
        for (TemplateLink link : links) {
            if (link.fixed() != null) {
                fixed.add(link.fixed());
            }
        }
        return fixed;
    }

    /** Adds the targets that differ from lead to lead; one that cannot be made is told of when the text is filled in. */
    void targets(MergeData data, Collection<LinkTarget> into) {
        if (!dynamic) {
            return;
        }
        for (TemplateLink link : links) {
            if (link.fixed() == null) {
                try {
                    into.add(link.target(data));
                } catch (UnrenderableException told) {
                    continue;
                }
            }
        }
    }

    Rendered render(MergeData data) throws UnrenderableException {
        Map<String, String> rendered = Map.of();
        if (!headers.isEmpty()) {
            rendered = new LinkedHashMap<>();
            for (Map.Entry<String, MergeText> header : headers.entrySet()) {
                rendered.put(
                        header.getKey(), line(header.getKey(), header.getValue().render(data)));
            }
        }
        // First what the author wrote: a hole is told of with the line in which it stands.
        String rich = html == null ? null : html.render(data);
        String plain = text.render(data);
        return new Rendered(
                subject == null ? null : line("Subject", subject.render(data)),
                made ? HOLES.matcher(plain).replaceAll("\n\n").strip() : plain,
                rich,
                rendered);
    }

    private String line(String header, String value) throws UnrenderableException {
        if (value.length() > LONGEST_LINE) {
            throw new UnrenderableException("The header '" + header + "' of template " + file + " has " + value.length()
                    + " characters for this lead, and a mail takes no more than " + LONGEST_LINE
                    + ". Shorten the lead's fields that it names.");
        }
        return value;
    }
}
