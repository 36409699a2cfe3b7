package io.ripen.openid.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** {@code etc/io.ripen.openid.cfg}. */
@ObjectClassDefinition(id = OpenIdConfig.PID, name = "Ripen: OpenID", description = "Signing in by an OpenID provider.")
@interface OpenIdConfig {
    String PID = "io.ripen.openid";

    @AttributeDefinition(
            description = "Address of the provider, exactly as it calls itself, such as"
                    + " https://login.acme.example/realms/acme; empty for no such sign-in.")
    String issuer() default "";

    @AttributeDefinition(description = "What Ripen is called at the provider.")
    String client_id() default "ripen";

    @AttributeDefinition(description = "What proves it there.", type = AttributeType.PASSWORD)
    String client_secret() default "";

    @AttributeDefinition(description = "What people read on the button that leads there.")
    String title() default "Sign in with your company";

    @AttributeDefinition(
            description =
                    "Address of the console as browsers see it. The provider has to allow it with /openid/callback behind"
                            + " it.")
    String publicUrl() default "http://localhost:8181";

    @AttributeDefinition(description = "What is asked for, separated by blanks.")
    String scopes() default "openid profile email";

    @AttributeDefinition(
            description =
                    "The claim with a person's groups, such as groups; parts of a path are joined by dots, such as"
                            + " realm_access.roles.")
    String groups_claim() default "groups";

    @AttributeDefinition(description = "The claim of which the login of a new account is made.")
    String login_claim() default "preferred_username";
}
