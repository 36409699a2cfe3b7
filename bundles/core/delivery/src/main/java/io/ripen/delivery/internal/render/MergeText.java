package io.ripen.delivery.internal.render;

import com.samskivert.mustache.BasicCollector;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import com.samskivert.mustache.Template;
import io.ripen.text.ValueText;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** One text with merge fields, prepared. Thread-safe. */
final class MergeText {

    /** What the text becomes part of, and so what has to be made harmless in a lead's data. */
    enum Context {
        /** A text that a person reads: line breaks are allowed, other control characters are not. */
        TEXT,
        /** Escaped, so that a name cannot bring markup. */
        HTML,
        /** A header: one line, so that a name cannot bring a header of its own. */
        LINE,
        /** Part of a link's target: percent-encoded, so that a name cannot bring a path or parameter of its own. */
        ADDRESS
    }

    private static final Mustache.Compiler PLAIN = compiler().escapeHTML(false).withFormatter(MergeText::text);
    private static final Mustache.Compiler MARKUP = compiler().escapeHTML(true).withFormatter(MergeText::text);
    private static final Mustache.Compiler ONE_LINE =
            compiler().escapeHTML(false).withFormatter(MergeText::line);
    private static final Mustache.Compiler ENCODED =
            compiler().escapeHTML(false).withFormatter(MergeText::encoded);

    private final String where;
    private final int firstLine;
    private final Template template;
    private final Map<String, MergeField> fields = new HashMap<>();
    private final Set<String> printed = new HashSet<>();
    private final Map<String, TemplateLink> links;

    /**
     * Prepares a text.
     *
     * @param where file and part, for messages
     * @param firstLine which line of the file the text begins with
     */
    MergeText(String where, String written, Context context, int firstLine) throws UnrenderableException {
        this.where = where;
        this.firstLine = firstLine;
        refuseSigns(written);
        TemplateTags.check(where, written, firstLine);
        TemplateLinks taken = context == Context.ADDRESS
                ? TemplateLinks.none(written)
                : TemplateLinks.take(where, written, context, firstLine);
        this.links = taken.byField();
        String text = taken.text();
        if (context == Context.HTML) {
            text = MarkupPlaces.mark(where, text, firstLine);
        } else if (context == Context.TEXT) {
            text = TextPlaces.mark(text);
        }
        try {
            template = compiler(context).compile(text);
        } catch (MustacheException broken) {
            throw new UnrenderableException("Template " + where + " cannot be read: " + broken.getMessage()
                    + " Close every {{#section}} with {{/section}} and every '{{' with '}}'.");
        }
        Names names = new Names();
        template.visit(names);
        if (names.unclosed) {
            throw new UnrenderableException(
                    "Template " + where + " has a '{{' that is not closed. Write {{field}} or {{field|fallback}}.");
        }
        if (names.unknown != null) {
            throw new UnrenderableException("Template " + where + " names {{" + names.unknown
                    + "}}, and there is no such field." + MergeNames.didYouMean(names.unknown)
                    + " Fields begin with contact., company., team., variable., sequence. or step., such as"
                    + " {{contact.first_name|there}}; {{unsubscribe}} is the address to unsubscribe with.");
        }
    }

    private void refuseSigns(String text) throws UnrenderableException {
        if (text.contains("{{" + FieldPlace.MARK)) {
            throw new UnrenderableException("Template " + where
                    + " has a field that begins with '~', and there is no such field. Write {{contact.first_name}}.");
        }
        if (text.contains("{{{") || text.contains("{{&") || text.contains("{{=") || text.contains("{{>")) {
            throw new UnrenderableException("Template " + where
                    + " uses '{{{', '{{&', '{{=' or '{{>', which are not allowed: a lead's data always goes in escaped."
                    + " Write {{field}} or {{field|fallback}}.");
        }
    }

    /** The links that it names. */
    Collection<TemplateLink> links() {
        return links.values();
    }

    String render(MergeData data) throws UnrenderableException {
        if (fields.isEmpty() && links.isEmpty()) {
            return template.execute((Mustache.CustomContext) name -> null);
        }
        Map<String, String> targets = links.isEmpty() ? Map.of() : targets(data);
        @Nullable String[] hole = {null};
        @Nullable String[] wrong = {null};
        try {
            return template.execute((Mustache.CustomContext) name -> {
                String target = targets.get(name);
                if (target != null) {
                    return target;
                }
                MergeField field = fields.get(name);
                Object value = field == null ? null : field.value(data);
                if (value == null && field != null && printed.contains(name)) {
                    hole[0] = FieldPlace.unmarked(name); // the engine goes on to look for the parts of the name
                }
                FieldPlace place = value == null ? null : FieldPlace.of(name);
                if (place == null || value == null) {
                    return value;
                }
                String written = place.written(value);
                String problem = place == FieldPlace.ADDRESS ? Targets.problem(written) : null;
                if (problem != null) {
                    wrong[0] = "{{" + FieldPlace.unmarked(name) + "}} in template " + where
                            + " is to be an address and " + problem;
                    return null;
                }
                return written;
            });
        } catch (MustacheException.Context empty) {
            if (wrong[0] != null) {
                throw new UnrenderableException(wrong[0]);
            }
            String name = hole[0] == null ? empty.key : hole[0];
            throw new UnrenderableException("{{" + name + "}} in template " + where + ", line "
                    + (firstLine + empty.lineNo - 1)
                    + ", is empty for this lead and has no fallback."
                    + MergeNames.didYouMean(name.replaceFirst("\\|.*", ""))
                    + " Fill in the field, or write {{" + name
                    + "|something}}.");
        } catch (MustacheException failed) {
            throw new UnrenderableException("Template " + where + " cannot be filled in: " + failed.getMessage());
        }
    }

    private Map<String, String> targets(MergeData data) throws UnrenderableException {
        Map<String, String> targets = new HashMap<>();
        for (Map.Entry<String, TemplateLink> link : links.entrySet()) {
            targets.put(link.getKey(), data.links().link(link.getValue().target(data)));
        }
        return targets;
    }

    private static Mustache.Compiler compiler(Context context) {
        return switch (context) {
            case TEXT -> PLAIN;
            case HTML -> MARKUP;
            case LINE -> ONE_LINE;
            case ADDRESS -> ENCODED;
        };
    }

    private static Mustache.Compiler compiler() {
        return Mustache.compiler()
                .standardsMode(false)
                .emptyStringIsFalse(true)
                .withCollector(new ValuesOnly())
                .withLoader(name -> {
                    throw new IllegalArgumentException("Templates within templates are not supported.");
                });
    }

    private static String text(Object value) {
        return clean(plain(value), true);
    }

    private static String line(Object value) {
        return clean(plain(value), false);
    }

    private static String encoded(Object value) {
        return FieldPlace.encoded(plain(value));
    }

    /** A lead's values are plain ones; anything else is an object of ours that a name reached by accident. */
    private static String plain(Object value) {
        if (value instanceof Mustache.CustomContext) {
            throw new MustacheException("{{this}} stands where there is no value. Write the field itself.");
        }
        return ValueText.of(value);
    }

    private static String clean(String value, boolean breaks) {
        StringBuilder cleaned = null;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            char instead = harmless(value, i, breaks);
            if (instead != c && cleaned == null) {
                cleaned = new StringBuilder(value.length()).append(value, 0, i);
            }
            if (cleaned != null) {
                cleaned.append(instead);
            }
        }
        return cleaned == null ? value : cleaned.toString();
    }

    /** Blank for what breaks lines, controls devices or turns the rest of the text around; a sign for half a character. */
    private static char harmless(String value, int i, boolean breaks) {
        char c = value.charAt(i);
        if (c < ' ' || (c >= 0x7F && c <= 0x9F)) {
            return breaks && (c == '\n' || c == '\t') ? c : ' ';
        }
        if (c < 0x2028) {
            return c;
        }
        if (c <= 0x202E) {
            return c <= 0x2029 && breaks ? c : ' ';
        }
        if (c >= 0x2066 && c <= 0x2069) {
            return ' ';
        }
        if (c >= 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF)) {
            return '\uFFFD'; // no characters: some readers take one for the end of the text
        }
        if (Character.isHighSurrogate(c)) {
            return i + 1 < value.length() && Character.isLowSurrogate(value.charAt(i + 1)) ? c : '\uFFFD';
        }
        return Character.isLowSurrogate(c) && (i == 0 || !Character.isHighSurrogate(value.charAt(i - 1)))
                ? '\uFFFD'
                : c;
    }

    /** Maps and lists of plain values only: no reflection, so that a template cannot call methods. */
    private static final class ValuesOnly extends BasicCollector {
        @Override
        public <K, V> Map<K, V> createFetcherCache() {
            return new ConcurrentHashMap<>();
        }
    }

    /** Finds the fields outside and inside of sections. */
    private final class Names implements Mustache.Visitor {
        private @Nullable String unknown;
        private boolean unclosed;

        @Override
        public void visitText(String text) {
            unclosed |= text.contains("{{");
        }

        @Override
        public void visitVariable(String name) {
            if (links.containsKey(name)) {
                return;
            }
            printed.add(name);
            // A name without a dot is one of the values that a section iterates over.
            if (!add(name) && name.indexOf('.') > 0 && unknown == null) {
                unknown = FieldPlace.unmarked(name);
            }
            if (FieldPlace.of(name) != null && !fields.containsKey(name) && unknown == null) {
                unknown = FieldPlace.unmarked(name); // a value of a section's list cannot be an address
            }
            if (fields.isEmpty() && name.indexOf('.') < 0 && !name.equals("this") && unknown == null) {
                unknown = name;
            }
        }

        @Override
        public boolean visitInclude(String name) {
            return false;
        }

        @Override
        public boolean visitSection(String name) {
            add(name);
            return true;
        }

        @Override
        public boolean visitInvertedSection(String name) {
            add(name);
            return true;
        }

        private boolean add(String name) {
            MergeField field = MergeField.parse(FieldPlace.unmarked(name));
            if (field != null) {
                fields.put(name, field);
            }
            return field != null;
        }
    }
}
