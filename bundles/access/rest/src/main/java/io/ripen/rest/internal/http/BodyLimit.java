package io.ripen.rest.internal.http;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** How large the body of a call may be; {@link #DEFAULT} where it does not stand. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface BodyLimit {
    long DEFAULT = 1024L * 1024;

    /** In bytes. */
    long value();
}
