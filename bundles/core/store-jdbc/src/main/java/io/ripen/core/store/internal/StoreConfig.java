package io.ripen.core.store.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** PID {@code io.ripen.store}. */
@ObjectClassDefinition(name = "Ripen: database", description = "Where everything is kept.")
public @interface StoreConfig {
    @AttributeDefinition(
            name = "Address",
            description =
                    "JDBC address, jdbc:postgresql://host/database or jdbc:h2:…; empty means an H2 database in the"
                            + " data folder.")
    String url() default "";

    @AttributeDefinition(name = "User", description = "User of the database.")
    String user() default "sa";

    @AttributeDefinition(name = "Password", description = "Password of that user.", type = AttributeType.PASSWORD)
    String password() default "";

    @AttributeDefinition(
            name = "Connections",
            description = "How many connections are open at most, 4 to 200; more do not make it faster.")
    int poolSize() default 12;

    @AttributeDefinition(
            name = "Speed",
            description =
                    "How many seconds of business time pass in one second; 1 in production, more for demonstrations.")
    double speed() default 1;
}
