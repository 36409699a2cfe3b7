package io.ripen.accounts.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** {@code etc/io.ripen.accounts.cfg}. */
@ObjectClassDefinition(id = AccountsConfig.PID, name = "Ripen: people", description = "How people sign in.")
public @interface AccountsConfig {
    String PID = "io.ripen.accounts";

    @AttributeDefinition(
            description = "After how long without a request a person has to sign in again, such as 1 hour; 5 minutes to"
                    + " 30 days.")
    String session_idle() default "1 hour";

    @AttributeDefinition(
            description =
                    "After how long a person has to sign in again whatever they do, such as 12 hours; 5 minutes to"
                            + " 30 days.")
    String session_longest() default "12 hours";

    @AttributeDefinition(
            description = "Which roles the groups of an OpenID provider or a directory give, as JSON:"
                    + " {\"North managers\": \"manager@north\", \"Ripen admins\": \"admin\"}; several as a list. Empty: none"
                    + " gives any.")
    String groups() default "";

    @AttributeDefinition(
            description =
                    "The JAAS realm that is asked for logins and passwords that are no account's own, such as ldap; empty"
                            + " for none.")
    String realm() default "";
}
