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
            description =
                    "Addresses or ranges (10.0.0.0/8) of reverse proxies whose X-Forwarded-For header is believed.")
    String[] proxies() default {"127.0.0.0/8", "::1"};

    @AttributeDefinition(
            description = "File of rules about user agents that go before the built-in ones; empty for none.")
    String agents() default "";
}
