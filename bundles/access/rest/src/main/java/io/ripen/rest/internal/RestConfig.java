package io.ripen.rest.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** {@code etc/io.ripen.rest.cfg}. */
@ObjectClassDefinition(name = "Ripen REST API", description = "Who may call the API under /api/v1.")
public @interface RestConfig {
    @AttributeDefinition(
            name = "Administrator's password",
            description =
                    "Password of the user 'admin'; when it is empty one is made up at the first start, shown once on"
                            + " the console and kept as a salted hash.",
            type = AttributeType.PASSWORD)
    String admin_password() default "";

    @AttributeDefinition(
            name = "Tokens",
            description =
                    "Tokens for programs, of 16 characters or more each, separated by commas: 'Authorization: Bearer"
                            + " TOKEN'.",
            type = AttributeType.PASSWORD)
    String tokens() default "";

    @AttributeDefinition(
            name = "Password file",
            description =
                    "Where the hash of a made-up password is kept; empty for 'admin.password' in Karaf's data folder.")
    String password_file() default "";

    @AttributeDefinition(
            name = "Terminal",
            description =
                    "Whether a made-up password may be shown on the console, because a person sits at it. Else it is put into"
                            + " the file 'admin.first-password' beside the password file. 'ripen start' sets it.")
    boolean terminal() default false;
}
