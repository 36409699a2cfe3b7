package io.ripen.event;

import io.ripen.text.ValueText;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What an event means, as one sentence for a person: {@code The lead replied by text.} Timelines, reasons of ended runs and notices
 * take their words from here, so that one event has one wording everywhere.
 *
 * <pre>{@code
 * EventWords.of(event); // "The lead clicked the link 'pricing'."
 * }</pre>
 *
 * <p>An event that nobody knows is told by its name: {@code The event 'shipment.delayed' came.} Values that were sent along are cut
 * after 80 characters, and their line breaks become blanks. Stateless, so safe for threads.
 */
public final class EventWords {
    private static final int LONGEST = 80;

    /** Types whose sentence needs nothing of the event. */
    private static final Map<String, String> PLAIN = Map.ofEntries(
            Map.entry(EventTypes.CONTACT_CREATED, "The lead was added"),
            Map.entry(EventTypes.EMAIL_BOUNCED, "An e-mail to the lead came back"),
            Map.entry(EventTypes.EMAIL_COMPLAINED, "The lead called an e-mail spam"),
            Map.entry("email.unsubscribed", "The lead unsubscribed from e-mails"),
            Map.entry("opt-in", "The lead agreed to be written to"),
            Map.entry("appointment.rescheduled", "An appointment was moved"),
            Map.entry("appointment.cancelled", "An appointment was cancelled"),
            Map.entry("appointment.completed", "An appointment took place"),
            Map.entry("appointment.no-show", "The lead did not come to an appointment"),
            Map.entry(EventTypes.APPOINTMENT_BOOKED, "The lead booked an appointment"),
            Map.entry("call.received", "The lead called"),
            Map.entry("call.missed", "The lead called and nobody answered"),
            Map.entry("cart.abandoned", "The lead left a cart without buying"),
            Map.entry("purchase", "The lead bought something"),
            Map.entry("quote.sent", "A quote went out to the lead"),
            Map.entry("deal.created", "A deal was opened with the lead"),
            Map.entry("deal.won", "The deal was won"),
            Map.entry("deal.lost", "The deal was lost"),
            Map.entry("trial.started", "The lead started a trial"),
            Map.entry("trial.ended", "The trial ended"),
            Map.entry("webinar.registered", "The lead signed up for a webinar"),
            Map.entry("webinar.attended", "The lead came to a webinar"),
            Map.entry("webinar.missed", "The lead missed a webinar"));

    private EventWords() {}

    /** A whole sentence with its full stop. */
    public static String of(Event event) {
        return clause(event.type(), event.data()) + ".";
    }

    /**
     * The same without the full stop, to go on with: {@code The lead replied by text}, and then what they wrote.
     *
     * @param data the event's {@link Event#data()}
     */
    public static String clause(String type, Map<String, Object> data) {
        String plain = PLAIN.get(type);
        return plain == null ? telling(type, data) : plain;
    }

    private static String telling(String type, Map<String, Object> data) {
        return switch (type) {
            case EventTypes.SMS_RECEIVED -> "The lead replied by text";
            case EventTypes.EMAIL_RECEIVED -> "The lead replied by e-mail";
            case EventTypes.REPLY -> "The lead replied" + by(data);
            case EventTypes.OPT_OUT -> "The lead opted out" + of(data, "channel", " of ", EventWords::channels);
            case EventTypes.MESSAGE_REACTED -> "The lead reacted to a message of ours";
            case EventTypes.EMAIL_AUTO_REPLY ->
                "An automatic answer came" + of(data, "returnDate", "; the lead is back on ", EventWords::bare);
            case EventTypes.TAG_ADDED -> "The tag" + named(data, "tag") + " was added";
            case EventTypes.TAG_REMOVED -> "The tag" + named(data, "tag") + " was removed";
            case EventTypes.STAGE_CHANGED -> "The stage changed" + to(data, "to", "stage");
            case EventTypes.OWNER_CHANGED -> "The owner changed" + to(data, "to", "owner");
            case EventTypes.FIELD_CHANGED -> "The field" + named(data, "field") + " changed";
            case EventTypes.SCORE_REACHED -> "The score reached" + threshold(data);
            case EventTypes.LINK_CLICKED -> who(data) + " clicked the link" + named(data, "link");
            case EventTypes.MESSAGE_OPENED -> who(data) + " opened an e-mail";
            case EventTypes.PAGE_VIEWED -> "The lead viewed" + of(data, "page", " ", EventWords::bare, " a page");
            case EventTypes.FORM_SUBMITTED -> "The lead sent the form" + named(data, "form");
            case "ad.lead" -> "The lead filled in the form of an ad" + named(data, "campaign");
            case "resource.downloaded" ->
                "The lead downloaded" + of(data, "resource", " ", EventWords::quoted, " something");
            case EventTypes.CALL_COMPLETED -> call(data);
            case EventTypes.TASK_COMPLETED -> "A task was done" + of(data, "outcome", ": ", EventWords::bare);
            case EventTypes.MESSAGE_WRITTEN -> "Somebody wrote to the lead by hand" + by(data);
            default -> "The event '" + type + "' came";
        };
    }

    private static String call(Map<String, Object> data) {
        String outcome = text(data, "outcome");
        return switch (outcome == null ? "" : outcome.toLowerCase(Locale.ROOT)) {
            case "reached" -> "The lead was reached by phone";
            case "voicemail", "voicemail-left" -> "A voicemail was left for the lead";
            case "no-answer" -> "The lead did not answer a call";
            case "wrong-number" -> "The phone number belongs to somebody else";
            default -> "A call was made" + of(data, "outcome", ": ", EventWords::bare);
        };
    }

    private static String who(Map<String, Object> data) {
        return switch (Engagement.of(data)) {
            case MACHINE -> "A machine";
            case HUMAN -> "The lead";
            case UNKNOWN -> "Somebody, or a machine,";
        };
    }

    private static String threshold(Map<String, Object> data) {
        String threshold = text(data, "threshold");
        return threshold == null ? " a threshold" : " " + threshold.toUpperCase(Locale.ROOT);
    }

    private static String by(Map<String, Object> data) {
        return of(data, "channel", " by ", EventWords::channel);
    }

    private static String to(Map<String, Object> data, String first, String second) {
        return of(data, text(data, first) == null ? second : first, " to ", EventWords::quoted);
    }

    private static String named(Map<String, Object> data, String name) {
        return of(data, name, " ", EventWords::quoted);
    }

    private static String of(Map<String, Object> data, String name, String before, UnaryOperator<String> words) {
        return of(data, name, before, words, "");
    }

    private static String of(
            Map<String, Object> data, String name, String before, UnaryOperator<String> words, String otherwise) {
        String value = text(data, name);
        return value == null ? otherwise : before + words.apply(value);
    }

    /** A channel in the words of those who use it. */
    public static String channel(String channel) {
        return switch (channel) {
            case "sms" -> "text";
            case "email" -> "e-mail";
            case "call" -> "phone";
            default -> channel;
        };
    }

    private static String channels(String channel) {
        return switch (channel) {
            case "sms" -> "texts";
            case "email" -> "e-mails";
            case "call" -> "calls";
            default -> channel;
        };
    }

    private static String bare(String value) {
        return value;
    }

    private static String quoted(String value) {
        return "'" + value + "'";
    }

    private static @Nullable String text(Map<String, Object> data, String name) {
        Object value = data.get(name);
        if (value == null) {
            return null;
        }
        String text = ValueText.of(value).strip().replaceAll("\\s+", " ");
        return text.isEmpty() ? null : text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
    }
}
