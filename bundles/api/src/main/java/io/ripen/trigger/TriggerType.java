package io.ripen.trigger;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.service.component.annotations.ComponentPropertyType;

/** The values of {@code on=} that a trigger serves, such as {@code contact.created}. Service property {@value #PROPERTY}. */
@ComponentPropertyType
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface TriggerType {
    String PREFIX_ = "ripen.";
    String PROPERTY = "ripen.trigger.type";

    String[] value();
}
