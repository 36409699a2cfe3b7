package io.ripen.policy.quiet.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** {@code etc/io.ripen.policy.quiet.hours.cfg}. */
@ObjectClassDefinition(
        name = "Ripen quiet hours",
        description = "At which hours leads are written to, in their own time; teams may have hours of their own.")
@interface QuietHoursConfig {
    @AttributeDefinition(name = "SMS hours", description = "Local time from and to, such as 10:00-17:00.")
    String sms_hours() default "10:00-17:00";

    @AttributeDefinition(name = "SMS days", description = "Days of the week for texts, such as MON-FRI.")
    String sms_days() default "MON-FRI";

    @AttributeDefinition(name = "E-mail hours", description = "Local time from and to; 00:00-24:00 for any time.")
    String email_hours() default "00:00-24:00";

    @AttributeDefinition(name = "E-mail days", description = "Days of the week for e-mails.")
    String email_days() default "MON-SUN";

    @AttributeDefinition(
            name = "Call hours",
            description = "At which local time a call appears in a person's list; 00:00-24:00 for any time.")
    String call_hours() default "00:00-24:00";

    @AttributeDefinition(name = "Call days", description = "Days of the week on which calls appear.")
    String call_days() default "MON-SUN";

    @AttributeDefinition(
            name = "Answer hours",
            description =
                    "Local time at which a lead who wrote first is answered, and at which people may write by hand.")
    String answer_hours() default "08:00-21:00";

    @AttributeDefinition(name = "Answer days", description = "Days of the week for answers.")
    String answer_days() default "MON-SUN";

    @AttributeDefinition(
            name = "Answer within",
            description = "For how long after a lead wrote, called or sent a form the answer hours count.")
    String answer_within() default "24 hours";

    @AttributeDefinition(
            name = "Limits",
            description = "Path of the file with the legal limits, which is read again when it changes; empty for"
                    + " ripen/sending-limits.json in Karaf's etc.")
    String limits() default "";
}
