package io.ripen.delivery.internal.render;

import io.ripen.core.store.LinkTarget;
import io.ripen.text.ValueText;
import org.jspecify.annotations.Nullable;

/** One {@code {{#link.name}}target{{/link.name}}} of a template. Thread-safe. */
final class TemplateLink {
    private final String where;
    private final String name;
    private final @Nullable LinkTarget fixed;
    private final @Nullable MergeField base;
    private final @Nullable MergeText rest;

    /**
     * @param where file, part and line, for messages
     * @param target an address; its fields go in percent-encoded, but one that it begins with is the address's beginning
     */
    TemplateLink(String where, String name, String target) throws UnrenderableException {
        this.where = where;
        this.name = name;
        if (!target.contains("{{")) {
            fixed = new LinkTarget(name, checked(target));
            base = null;
            rest = null;
            return;
        }
        fixed = null;
        String tail = target;
        MergeField first = null;
        int end = target.indexOf("}}");
        if (target.startsWith("{{") && end > 0 && "#^/!".indexOf(target.charAt(2)) < 0) {
            first = MergeField.parse(target.substring(2, end));
            tail = first == null ? target : target.substring(end + 2);
        } else if (!target.regionMatches(true, 0, "https://", 0, 8)
                && !target.regionMatches(true, 0, "http://", 0, 7)) {
            checked(target.substring(0, target.indexOf("{{")) + "x");
        }
        base = first;
        rest = new MergeText(where, tail, MergeText.Context.ADDRESS, 1);
    }

    String name() {
        return name;
    }

    /** The target when it is the same for every lead, else null. */
    @Nullable LinkTarget fixed() {
        return fixed;
    }

    LinkTarget target(MergeData data) throws UnrenderableException {
        if (fixed != null || rest == null) {
            return java.util.Objects.requireNonNull(fixed);
        }
        String begin = "";
        if (base != null) {
            Object value = base.value(data);
            if (value == null) {
                throw new UnrenderableException(
                        "{{" + base.name() + "}}, which link '" + name + "' in template " + where
                                + " begins with, is empty for this lead. Fill in the field, or write {{" + base.name()
                                + "|https://…}}.");
            }
            begin = ValueText.of(value).strip();
        }
        String url = begin + rest.render(data);
        return new LinkTarget(name, checked(url));
    }

    private String checked(String url) throws UnrenderableException {
        String problem = Targets.problem(url);
        if (problem != null) {
            throw new UnrenderableException("The target '" + (url.length() > 100 ? url.substring(0, 100) + "…" : url)
                    + "' of link '" + name + "' in template " + where + " " + problem);
        }
        return Targets.sent(url);
    }
}
