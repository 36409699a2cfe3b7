package io.ripen.ldap.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** {@code etc/io.ripen.ldap.cfg}. */
@ObjectClassDefinition(id = LdapConfig.PID, name = "Ripen: LDAP", description = "A directory that people sign in by.")
@interface LdapConfig {
    String PID = "io.ripen.ldap";

    @AttributeDefinition(description = "Address of the directory, such as ldaps://ldap.acme.example; empty for none.")
    String url() default "";

    @AttributeDefinition(
            description = "Whom Ripen is there when it looks for people, such as cn=ripen,dc=acme,dc=example.")
    String bind_dn() default "";

    @AttributeDefinition(description = "What proves it there.", type = AttributeType.PASSWORD)
    String bind_password() default "";

    @AttributeDefinition(description = "Where people are, such as ou=people,dc=acme,dc=example.")
    String users() default "";

    @AttributeDefinition(description = "How a person is found; %u is the login.")
    String user_filter() default "(uid=%u)";

    @AttributeDefinition(description = "Where groups are, such as ou=groups,dc=acme,dc=example.")
    String groups() default "";

    @AttributeDefinition(description = "How the groups of a person are found; %fqdn is the person's whole name there.")
    String group_filter() default "(member=%fqdn)";

    @AttributeDefinition(description = "What a group is called by.")
    String group_name() default "cn";
}
