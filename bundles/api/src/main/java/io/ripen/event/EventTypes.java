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
    public static final String OPT_OUT = "opt-out";
    public static final String APPOINTMENT_BOOKED = "appointment.booked";

    private EventTypes() {}
}
