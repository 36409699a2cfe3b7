package io.ripen.tracking.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** {@code etc/io.ripen.tracking.web.cfg}. */
@ObjectClassDefinition(
        name = "Ripen tracking, web",
        description = "The addresses under /t/ that leads and their browsers ask.")
@interface WebConfig {
    String PID = "io.ripen.tracking.web";

    @AttributeDefinition(
            description =
                    "Hosts of your own pages, such as acme.example and *.acme.example: only there does a click carry the visitor's token, and only there are page views counted.")
    String[] sites() default {};

    @AttributeDefinition(
            description = "File of rules about user agents that go before the built-in ones; empty for none.")
    String agents() default "";
}
