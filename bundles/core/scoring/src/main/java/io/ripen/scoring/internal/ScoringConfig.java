package io.ripen.scoring.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** {@code etc/io.ripen.scoring.cfg}. */
@ObjectClassDefinition(
        id = "io.ripen.scoring",
        name = "Ripen: lead score",
        description = "What a lead's doings are worth, and when it is ready for sales.")
public @interface ScoringConfig {
    String POINTS = "reply: 15, call.completed reached: 15, link.clicked: 5, link.clicked pricing: 10,"
            + " message.opened: 1, page.viewed: 1, page.viewed /pricing: 10, page.viewed /demo: 10, form.submitted: 15,"
            + " resource.downloaded: 10, webinar.registered: 10, webinar.attended: 20, appointment.booked: 30,"
            + " cart.abandoned: 10, call.received: 20, call.missed: 20, appointment.no-show: -10, email.bounced: -10,"
            + " opt-out: -50";

    @AttributeDefinition(
            description =
                    "Points by event type, joined by commas; a word after the type asks for it in the event, such as"
                            + " 'link.clicked pricing: 10', or for the beginning of the page; the longest word that fits counts.")
    String[] points() default POINTS;

    @AttributeDefinition(
            description =
                    "The thresholds by name; crossing one upwards is the event score.reached, once for each crossing.")
    String[] thresholds() default "mql: 50, sql: 100";

    @AttributeDefinition(
            description =
                    "The threshold at which a lead is tagged 'Sales Ready' and its owner is told; empty for none.")
    String sales_threshold() default "sql";

    @AttributeDefinition(
            description =
                    "In what time half of a score is gone, such as 30 days; what somebody set does not fade before"
                            + " the lead does something.")
    String half_life() default "30 days";

    @AttributeDefinition(description = "Title of the task that tells the owner of a sales-ready lead; empty for none.")
    String owner_task() default "Ready to talk: this lead has reached the sales threshold";

    @AttributeDefinition(description = "In what time that task is due, such as 1 hour.")
    String owner_task_due() default "1 hour";
}
