package io.ripen.engine.internal.deploy;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** {@code etc/io.ripen.engine.cfg}. */
@ObjectClassDefinition(
        id = "io.ripen.engine",
        name = "Ripen sequences and plumbing",
        description = "Where the routes lie, and what of Camel they may use.")
public @interface EngineConfig {

    @AttributeDefinition(
            description = "The watched folder, with sequences/ and plumbing/ in it; files in it take effect at once.")
    String routes_folder() default "camel-routes";

    @AttributeDefinition(
            description =
                    "Sequences that are enabled for no team when they are deployed for the first time, by id; an admin"
                            + " enables them. Any other one is enabled for the team 'default' then.")
    String[] sequences_disabled_at_first() default {};

    @AttributeDefinition(
            description = "Camel components that sequences may use besides the installed channels and steps, by scheme;"
                    + " authors of sequences then reach what these reach.")
    String[] sequence_components() default {};

    @AttributeDefinition(
            description =
                    "Expression languages that sequences may use besides simple and constant; most of them can run"
                            + " any code.")
    String[] sequence_languages() default {};

    @AttributeDefinition(description = "Camel elements that sequences may use besides the usual ones, such as split.")
    String[] sequence_eips() default {};

    @AttributeDefinition(
            description =
                    "Camel components that plumbing routes may use besides those that reach providers, by scheme.")
    String[] plumbing_components() default {};

    @AttributeDefinition(description = "Expression languages that plumbing routes may use besides the usual ones.")
    String[] plumbing_languages() default {};
}
