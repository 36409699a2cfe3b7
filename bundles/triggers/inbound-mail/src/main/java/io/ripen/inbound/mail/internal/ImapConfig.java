package io.ripen.inbound.mail.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

@ObjectClassDefinition(
        name = "Ripen inbound e-mail",
        description = "With no mailbox configured, no mail is fetched; POST /tools/mail works all the same.")
@interface ImapConfig {

    @AttributeDefinition(
            type = AttributeType.PASSWORD,
            description =
                    "The mailbox as imap://user:password@host:port/FOLDER or imaps://…, with special characters of user, password and folder percent-encoded; empty for none.")
    String url() default "";

    @AttributeDefinition(description = "How many seconds pass between two looks into the mailbox, 1 to 3,600.")
    int pollSeconds() default 15;

    @AttributeDefinition(description = "How many mails are fetched in one look at most.")
    int mailsPerPoll() default 50;

    @AttributeDefinition(
            description = "How many milliseconds a connection to the mailbox, and each answer from it, may take.")
    int timeoutMillis() default 30_000;
}
