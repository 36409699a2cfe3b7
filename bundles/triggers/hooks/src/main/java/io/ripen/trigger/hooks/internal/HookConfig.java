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

    @AttributeDefinition(
            description =
                    "Provider of mail that tells bounces, complaints and opt-outs: sendgrid, mailgun, postmark, ses. Then 'event' and"
                            + " the JSON pointers are not needed. Empty for none.")
    String provider() default "";

    @AttributeDefinition(description = "Team whose contacts are meant.")
    String team() default "default";

    @AttributeDefinition(
            type = AttributeType.PASSWORD,
            description =
                    "Secret of which the sender makes an HMAC-SHA256 over the body, at least 16 characters; empty for none.")
    String secret() default "";

    @AttributeDefinition(
            description = "Over what the HMAC is made, and how it is written: body (hex or Base64), timestamped"
                    + " (t=...,v1=... of Stripe and Calendly), standard (Standard Webhooks, Svix), hubspot (version 3), sendgrid (the secret is its public key),"
                    + " mailgun.")
    String scheme() default "body";

    @AttributeDefinition(
            description = "Header with the signature; empty for the one that is usual in the scheme, such as"
                    + " X-Hub-Signature-256 or Stripe-Signature.")
    String signatureHeader() default "";

    @AttributeDefinition(
            description =
                    "Whole address that the sender sends to, where it is signed too (hubspot) and a proxy stands before Ripen.")
    String address() default "";

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
            description = "JSON pointer to the lead's id in the CRM, such as /objectId of HubSpot; empty for none.")
    String externalId() default "";

    @AttributeDefinition(
            description =
                    "What becomes of somebody who is not known: make makes a contact; find makes none, and the event"
                            + " waits for somebody who has the address.")
    String contact() default "make";

    @AttributeDefinition(description = "By what somebody is recognised: externalId, email, phone.")
    String[] match() default {"externalId", "email", "phone"};

    @AttributeDefinition(
            description = "What becomes of the values of somebody who is known: leave, fill (what is empty), update.")
    String known() default "fill";

    @AttributeDefinition(description = "JSON pointer to the lead's whole name; empty for none.")
    String fullName() default "";

    @AttributeDefinition(description = "JSON pointer to the lead's first name; empty for none.")
    String firstName() default "";

    @AttributeDefinition(description = "JSON pointer to the lead's last name; empty for none.")
    String lastName() default "";

    @AttributeDefinition(description = "JSON pointer to the name of the lead's company; empty for none.")
    String company() default "";

    @AttributeDefinition(description = "JSON pointer to the lead's country, a code or name; empty for none.")
    String country() default "";

    @AttributeDefinition(description = "JSON pointer to the lead's time zone; empty for none.")
    String timeZone() default "";

    @AttributeDefinition(description = "Custom fields of the contact and where they stand: plan=/order/plan.")
    String[] fields() default {};

    @AttributeDefinition(description = "Tags that the contact gets.")
    String[] tags() default {};

    @AttributeDefinition(description = "Source that a new contact gets; empty for hook:NAME.")
    String source() default "";

    @AttributeDefinition(
            description =
                    "JSON pointer to a list whose elements are told each by itself; a body that is a list needs none.")
    String each() default "";

    @AttributeDefinition(
            description =
                    "JSON pointer to the sender's own type of event, which is put behind 'event' with a full stop.")
    String type() default "";

    @AttributeDefinition(
            description =
                    "JSON pointer to the sender's id of what happened; empty where it has none, so that the same body counts once.")
    String id() default "";

    @AttributeDefinition(
            description =
                    "JSON pointer to when it happened, ISO 8601, or seconds or milliseconds since 1970; empty for the time of"
                            + " arrival.")
    String at() default "";

    @AttributeDefinition(
            description = "JSON pointer to the object that becomes the event's data; empty for the whole body.")
    String data() default "";
}
