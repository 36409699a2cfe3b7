package io.ripen.event;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.service.component.annotations.ComponentPropertyType;

/**
 * Names an {@link EventListener}, such as {@code sales-chat}: 1 to 200 letters, digits, dots, hyphens and
 * underscores. What is still to be told to it is kept under the
 * name, so it stays the same when the class gets another one. Without it the name of the class counts. Service property
 * {@value #PROPERTY}.
 */
@ComponentPropertyType
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface ListenerName {
    String PREFIX_ = "ripen.";
    String PROPERTY = "ripen.listener.name";

    String value();
}
