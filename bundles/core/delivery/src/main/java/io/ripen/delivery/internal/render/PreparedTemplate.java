package io.ripen.delivery.internal.render;

import io.ripen.channel.TemplateFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A template file, read and prepared once for all leads. Thread-safe. */
final class PreparedTemplate {
    private final @Nullable MergeText subject;
    private final Map<String, MergeText> headers = new LinkedHashMap<>();
    private final MergeText text;
    private final @Nullable MergeText html;

    PreparedTemplate(String file, String content, TemplateFormat format) throws UnrenderableException {
        TemplateFile parts = TemplateFile.read(file, content, format);
        subject = parts.subject() == null
                ? null
                : new MergeText(file + " (subject)", parts.subject(), MergeText.Context.LINE);
        for (Map.Entry<String, String> header : parts.headers().entrySet()) {
            headers.put(
                    header.getKey(),
                    new MergeText(
                            file + " (header " + header.getKey() + ")", header.getValue(), MergeText.Context.LINE));
        }
        text = new MergeText(file, parts.text(), MergeText.Context.TEXT);
        html = parts.html() == null ? null : new MergeText(file + " (HTML part)", parts.html(), MergeText.Context.HTML);
    }

    Rendered render(MergeData data) throws UnrenderableException {
        Map<String, String> rendered = Map.of();
        if (!headers.isEmpty()) {
            rendered = new LinkedHashMap<>();
            for (Map.Entry<String, MergeText> header : headers.entrySet()) {
                rendered.put(header.getKey(), header.getValue().render(data));
            }
        }
        return new Rendered(
                subject == null ? null : subject.render(data),
                text.render(data),
                html == null ? null : html.render(data),
                rendered);
    }
}
