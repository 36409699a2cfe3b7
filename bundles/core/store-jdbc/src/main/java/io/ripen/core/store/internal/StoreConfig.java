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

    @AttributeDefinition(
            name = "Clock",
            description =
                    "What to do with a database whose time is ahead, since it ran at another speed: 'reset' goes back to the"
                            + " wall's time, 'keep' goes on from there; empty refuses to start when it has contacts.")
    String clock() default "";

    @AttributeDefinition(
            name = "Hold",
            description =
                    "Whether this start holds all that leaves, until a person lifts the block 'hold'. 'ripen start --hold' sets"
                            + " it; a restart without it does not lift the hold.")
    boolean hold() default false;

    @AttributeDefinition(
            name = "Data folder",
            description =
                    "Where the file 'database' is kept, by which a database that is gone, empty or older than it was is noticed;"
                            + " empty for none.")
    String dataFolder() default "";
}
