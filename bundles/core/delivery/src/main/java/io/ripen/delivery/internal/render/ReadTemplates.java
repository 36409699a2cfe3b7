package io.ripen.delivery.internal.render;

import io.ripen.channel.TemplateCheck;
import io.ripen.channel.TemplateFormat;
import io.ripen.sequence.Problem;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Component;

/** Checks a template by preparing it as for sending. */
@Component
public final class ReadTemplates implements TemplateCheck {
    private static final Pattern LINE = Pattern.compile(", line (\\d{1,9})\\b");
    private static final Pattern SENTENCE = Pattern.compile("\\.\\s+");

    @Override
    public Set<String> links(String file, String text, TemplateFormat format) {
        try {
            return new PreparedTemplate(file, text, format).linkNames();
        } catch (UnrenderableException toldByTheCheck) {
            return Set.of();
        }
    }

    @Override
    public Map<String, Integer> variables(String file, String text, TemplateFormat format) {
        return MergeNames.variables(text);
    }

    @Override
    public List<Problem> check(String file, String text, TemplateFormat format) {
        try {
            new PreparedTemplate(file, text, format);
            return List.of();
        } catch (UnrenderableException refused) {
            String told = String.valueOf(refused.getMessage());
            Matcher line = LINE.matcher(told);
            int number = line.find() ? Integer.parseInt(line.group(1)) : 0;
            // The first sentence says what is wrong, the rest what to do.
            String[] parts = SENTENCE.split(told, 2);
            return List.of(new Problem(
                    file,
                    number,
                    0,
                    parts.length > 1 ? parts[0] + "." : told,
                    parts.length > 1 ? parts[1] : "Mend the template."));
        }
    }
}
