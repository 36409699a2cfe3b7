package io.ripen.rest.internal.login;

import io.ripen.access.Role;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Which role a call needs, in some team at least. The call itself sees to it that it touches only the teams in which its caller has
 * this role. A call without this mark, and without {@link SignedIn}, needs an admin.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Needs {
    Role value();
}
