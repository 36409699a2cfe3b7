package io.ripen.step;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.service.component.annotations.ComponentPropertyType;

/** Names the scheme of a step: {@code @StepType("contact")} serves {@code <to uri="contact:tag?add=VIP"/>}. Service property {@value #PROPERTY}. */
@ComponentPropertyType
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface StepType {
    String PREFIX_ = "ripen.";
    String PROPERTY = "ripen.step.type";

    String value();
}
