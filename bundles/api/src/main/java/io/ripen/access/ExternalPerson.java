package io.ripen.access;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What another system says of a person whom it has recognised, such as an OpenID provider or a directory. Issuer and subject together
 * say who it is; nothing else does, an e-mail address least of all.
 *
 * @param issuer which system says it, such as {@code https://login.acme.example/realms/acme} or {@code jaas:ldap}
 * @param subject who it is there; never given to somebody else
 * @param login a name for the account, when one is made; need not be free
 * @param name as others read it
 * @param groups whole names; null when the system did not tell them all, since there are too many
 */
public record ExternalPerson(
        String issuer,
        String subject,
        @Nullable String login,
        @Nullable String name,
        @Nullable String email,
        @Nullable Set<String> groups) {

    public ExternalPerson {
        groups = groups == null ? null : Set.copyOf(groups);
    }
}
