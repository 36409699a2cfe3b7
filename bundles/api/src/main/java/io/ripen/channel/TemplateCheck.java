package io.ripen.channel;

import io.ripen.sequence.Problem;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Reads templates before any lead needs them, so that a slip is told at deployment and not in a lead's timeline. An OSGi
 * service; thread-safe, asks nothing of the database.
 */
@ProviderType
public interface TemplateCheck {

    /**
     * What is wrong with a template; empty when it can be filled in, given that a lead has the fields that it names.
     *
     * @param file the template's file name, such as {@code day-1.email}
     * @param text its content
     */
    List<Problem> check(String file, String text, TemplateFormat format);

    /**
     * The names of the links in a template, such as {@code pricing}; empty for a template that cannot be read.
     *
     * @param file the template's file name
     * @param text its content
     */
    default Set<String> links(String file, String text, TemplateFormat format) {
        return Set.of();
    }

    /**
     * The variables that a template names, without {@code variable.}, each with the line in which it stands first; empty
     * for a template that cannot be read.
     *
     * @param file the template's file name
     * @param text its content
     */
    default Map<String, Integer> variables(String file, String text, TemplateFormat format) {
        return Map.of();
    }
}
