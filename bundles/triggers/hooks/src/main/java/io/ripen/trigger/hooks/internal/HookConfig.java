package io.ripen.trigger.hooks.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** {@code etc/io.ripen.hooks-NAME.cfg}, one file for each hook. */
@ObjectClassDefinition(
        name = "Ripen hook",
        description = "An address that another system posts JSON to; it becomes an event.")
@interface HookConfig {
    String PID = "io.ripen.hooks";

    @AttributeDefinition(description = "Name in the hook's address, /hooks/NAME: 1 to 50 of a-z, 0-9, '-' and '_'.")
    String name() default "";

    @AttributeDefinition(description = "Type of the event that it becomes, such as purchase or our-shop.gift-wrapped.")
    String event() default "";

    @AttributeDefinition(description = "Team whose contacts are meant.")
    String team() default "default";

    @AttributeDefinition(
            type = AttributeType.PASSWORD,
            description =
                    "Secret of which the sender makes an HMAC-SHA256 over the body, at least 16 characters; empty for none.")
    String secret() default "";

    @AttributeDefinition(description = "Header with the HMAC, in hex or Base64, with or without 'sha256=' before it.")
    String signatureHeader() default "X-Hub-Signature-256";

    @AttributeDefinition(
            type = AttributeType.PASSWORD,
            description = "Token that the sender sends as it is, at least 16 characters; empty for none.")
    String token() default "";

    @AttributeDefinition(description = "Header with the token; a word 'Bearer' before it is left out.")
    String tokenHeader() default "Authorization";

    @AttributeDefinition(
            description = "JSON pointer to the contact's id in Ripen, such as /customer/ripenId; empty for none.")
    String contactId() default "";

    @AttributeDefinition(
            description = "JSON pointer to the lead's mail address, such as /customer/email; empty for none.")
    String email() default "";

    @AttributeDefinition(description = "JSON pointer to the lead's phone number; empty for none.")
    String phone() default "";

    @AttributeDefinition(
            description =
                    "JSON pointer to the sender's id of what happened; empty where it has none, so that the same body counts once.")
    String id() default "";

    @AttributeDefinition(
            description = "JSON pointer to when it happened, ISO 8601 with an offset; empty for the time of arrival.")
    String at() default "";

    @AttributeDefinition(
            description = "JSON pointer to the object that becomes the event's data; empty for the whole body.")
    String data() default "";
}
