package io.ripen.event;

/** The event types that Ripen itself knows. Any other lower-case dotted name may be used as well. */
public final class EventTypes {
    public static final String CONTACT_CREATED = "contact.created";
    public static final String TAG_ADDED = "tag.added";
    public static final String TAG_REMOVED = "tag.removed";
    public static final String STAGE_CHANGED = "stage.changed";
    public static final String OWNER_CHANGED = "owner.changed";
    public static final String FIELD_CHANGED = "field.changed";
    /** An inbound message of a lead that a person wrote; {@code data.channel} and {@code data.text}. */
    public static final String REPLY = "reply";
    /** Inbound SMS; the intake also counts it as {@link #REPLY}. */
    public static final String SMS_RECEIVED = "sms.received";

    public static final String EMAIL_RECEIVED = "email.received";
    /**
     * A thumb, heart or the like for one of our messages, which came as a text that quotes it; no reply.
     * {@code data.text} as it came.
     */
    public static final String MESSAGE_REACTED = "message.reacted";

    public static final String OPT_OUT = "opt-out";
    public static final String APPOINTMENT_BOOKED = "appointment.booked";

    /** A person's or a machine's click on a tracked link; {@code data.link}, {@code data.message}, {@code data.engagement}. */
    public static final String LINK_CLICKED = "link.clicked";

    /** A tracked e-mail was opened; {@code data.message}, {@code data.step}, {@code data.engagement}. */
    public static final String MESSAGE_OPENED = "message.opened";

    /** {@code data.page}: the path, and {@code data.url}. */
    public static final String PAGE_VIEWED = "page.viewed";

    /** {@code data.form} and the form's fields in {@code data.fields}. */
    public static final String FORM_SUBMITTED = "form.submitted";

    /** What came of a call task; {@code data.message}, {@code data.task}, {@code data.outcome}. */
    public static final String CALL_COMPLETED = "call.completed";

    /** A person did another task; {@code data.task}, {@code data.kind}, {@code data.outcome}. */
    public static final String TASK_COMPLETED = "task.completed";

    /** An automatic answer, which is no reply; {@code data.returnDate}. */
    public static final String EMAIL_AUTO_REPLY = "email.auto-reply";

    public static final String EMAIL_BOUNCED = "email.bounced";
    public static final String EMAIL_COMPLAINED = "email.complained";

    /** The provider took what a person of the team wrote by hand; {@code data.channel}, {@code data.message}. */
    public static final String MESSAGE_WRITTEN = "message.written";

    /** The score crossed a threshold upwards; {@code data.threshold} {@code mql} or {@code sql}, {@code data.score}. */
    public static final String SCORE_REACHED = "score.reached";

    private EventTypes() {}
}
