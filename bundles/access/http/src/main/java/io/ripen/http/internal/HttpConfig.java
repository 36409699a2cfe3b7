package io.ripen.http.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** {@code etc/io.ripen.http.cfg}. */
@ObjectClassDefinition(name = "Ripen HTTP", description = "Settings for all requests.")
@interface HttpConfig {
    String PID = "io.ripen.http";

    @AttributeDefinition(
            description =
                    "Addresses or ranges (10.0.0.0/8) of reverse proxies whose X-Forwarded-For header is believed, separated by commas.")
    String[] proxies() default {"127.0.0.0/8", "::1"};

    @AttributeDefinition(
            description =
                    "Address under which people reach Ripen. A page of it may change things; empty for the host that was asked only.")
    String publicUrl() default "";

    @AttributeDefinition(
            description =
                    "Further origins whose pages may change things, such as https://crm.example, separated by commas.")
    String[] origins() default {};

    @AttributeDefinition(description = "How many seconds a request without login has to send its whole body, 1 to 60.")
    int bodySeconds() default 10;

    @AttributeDefinition(
            description = "How many requests of one address may wait for the rest of their bodies; the oldest is ended"
                    + " when one more comes.")
    int bodiesPerAddress() default 100;

    @AttributeDefinition(description = "How many requests in all may wait for the rest of their bodies.")
    int bodies() default 500;

    @AttributeDefinition(
            description =
                    "During a request, after how many seconds a connection is closed on which nothing moves although"
                            + " the rest of a body is awaited or an answer is to be taken, 1 to 60.")
    int silentSeconds() default 20;

    @AttributeDefinition(
            description = "How many connections one address may have; one more closes the one that lies idle longest."
                    + " Those of the proxies are not counted.")
    int connectionsPerAddress() default 1000;
}
