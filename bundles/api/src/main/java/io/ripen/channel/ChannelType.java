package io.ripen.channel;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.service.component.annotations.ComponentPropertyType;

/**
 * Names the channel that a component brings; at once the scheme of its step: {@code @ChannelType("whatsapp")} makes
 * {@code <to uri="whatsapp:hello"/>} work. Lower-case letters, digits and {@code -}. Service property
 * {@value #PROPERTY}.
 */
@ComponentPropertyType
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface ChannelType {
    String PREFIX_ = "ripen.";
    String PROPERTY = "ripen.channel.type";

    String value();
}
