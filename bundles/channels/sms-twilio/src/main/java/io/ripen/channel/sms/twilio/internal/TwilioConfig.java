package io.ripen.channel.sms.twilio.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

@ObjectClassDefinition(
        name = "Ripen SMS by Twilio",
        description = "With neither account nor address configured, SMS go to the built-in sandbox.")
@interface TwilioConfig {

    @AttributeDefinition(
            description =
                    "Base address of the Twilio API; empty for Twilio's own, or for the sandbox when there is no account.")
    String url() default "";

    @AttributeDefinition(description = "Account SID, from the Twilio console.")
    String accountSid() default "";

    @AttributeDefinition(
            type = AttributeType.PASSWORD,
            description = "Auth token of the account; it also checks the signatures of Twilio's callbacks.")
    String authToken() default "";

    @AttributeDefinition(
            description = "Sending number in E.164, such as +15005550006, or the SID of a messaging service (MG…).")
    String from() default "";

    @AttributeDefinition(
            description =
                    "What Ripen's addresses begin with as Twilio sees them; callbacks are signed over it, so it must match to the letter.")
    String publicUrl() default "http://localhost:8181";

    @AttributeDefinition(
            description =
                    "How many segments the sender takes a second, a US long code 1, a short code 100; 0 for no limit, and -1 for 1 with a number at Twilio's own address, and none with a messaging service, which has its own queue, nor at any other address.")
    double segments_per_second() default -1;

    @AttributeDefinition(
            description = "How many messages may be on their way at once, and how many connections are kept.")
    int concurrency() default 16;

    @AttributeDefinition(description = "How many milliseconds a connection may take to be made.")
    int connectTimeoutMillis() default 5_000;

    @AttributeDefinition(
            description =
                    "How many milliseconds a whole request may take, below the 30,000 after which the attempt counts as unknown.")
    int timeoutMillis() default 20_000;
}
