package io.ripen.trigger.any.internal;

import io.ripen.event.EventTypes;
import io.ripen.text.NearestName;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The event types that forms offer, and those that belong to other triggers. */
final class KnownTypes {
    /** What a form calls it, when it happens, and what of its data is worth asking for. */
    record Known(String label, String sentence, Map<String, String> data) {}

    /** In the order in which forms show them. */
    static final Map<String, Known> OFFERED = offered();

    /** Served by other bundles with options of their own; to serve them here would take those options away. */
    static final Map<String, String> OF_OTHERS = Map.ofEntries(
            Map.entry(EventTypes.CONTACT_CREATED, "ripen-trigger-crm-events"),
            Map.entry(EventTypes.TAG_ADDED, "ripen-trigger-crm-events"),
            Map.entry(EventTypes.TAG_REMOVED, "ripen-trigger-crm-events"),
            Map.entry(EventTypes.STAGE_CHANGED, "ripen-trigger-crm-events"),
            Map.entry(EventTypes.OWNER_CHANGED, "ripen-trigger-crm-events"),
            Map.entry(EventTypes.FIELD_CHANGED, "ripen-trigger-crm-events"),
            Map.entry(EventTypes.SCORE_REACHED, "ripen-trigger-crm-events"),
            Map.entry(EventTypes.REPLY, "ripen-trigger-inbound"),
            Map.entry(EventTypes.SMS_RECEIVED, "ripen-trigger-inbound"),
            Map.entry(EventTypes.EMAIL_RECEIVED, "ripen-trigger-inbound"),
            Map.entry(EventTypes.PAGE_VIEWED, "ripen-trigger-web-behaviour"),
            Map.entry(EventTypes.FORM_SUBMITTED, "ripen-trigger-web-behaviour"),
            Map.entry(EventTypes.LINK_CLICKED, "ripen-trigger-web-behaviour"),
            Map.entry(EventTypes.MESSAGE_OPENED, "ripen-trigger-web-behaviour"),
            Map.entry("schedule", "ripen-trigger-schedules"),
            Map.entry("date", "ripen-trigger-schedules"),
            Map.entry("anniversary", "ripen-trigger-schedules"));

    private KnownTypes() {}

    private static Map<String, Known> offered() {
        Map<String, Known> types = new LinkedHashMap<>();
        types.put("ad.lead", known("Ad lead form", "A lead filled in the form of an ad.", "campaign", "Spring"));
        types.put(
                "webinar.registered", known("Webinar sign-up", "A lead signed up for a webinar.", "webinar", "Intro"));
        types.put("webinar.attended", known("Webinar attended", "A lead came to a webinar.", "webinar", "Intro"));
        types.put("webinar.missed", known("Webinar missed", "A lead signed up and did not come.", "webinar", "Intro"));
        types.put(
                "resource.downloaded",
                known("Resource downloaded", "A lead downloaded something.", "resource", "buyers-guide"));
        types.put(
                EventTypes.APPOINTMENT_BOOKED,
                known("Appointment booked", "A lead booked an appointment.", "kind", "demo"));
        types.put("appointment.rescheduled", known("Appointment moved", "An appointment was moved.", "kind", "demo"));
        types.put("appointment.cancelled", known("Appointment cancelled", "It will not take place.", "kind", "demo"));
        types.put("appointment.completed", known("Appointment over", "It took place.", "kind", "demo"));
        types.put("appointment.no-show", known("Appointment missed", "The lead did not come.", "kind", "demo"));
        types.put("call.received", known("Call received", "A lead called.", "source", "lsa"));
        types.put("call.missed", known("Call missed", "A lead called and nobody answered.", "source", "lsa"));
        types.put(
                EventTypes.CALL_COMPLETED,
                known("Call done", "Somebody said what came of a call task.", "outcome", "voicemail,no-answer"));
        types.put("task.completed", known("Task done", "Somebody did a task.", "outcome", "done"));
        types.put("cart.abandoned", known("Cart abandoned", "A lead left without buying.", "amount", ">100"));
        types.put("purchase", known("Purchase", "A lead bought something.", "amount", ">100"));
        types.put("quote.sent", known("Quote sent", "A quote went out.", "amount", ">100"));
        types.put("deal.won", known("Deal won", "The lead became a customer.", "amount", ">100"));
        types.put("deal.lost", known("Deal lost", "The deal will not be made.", "reason", "price"));
        types.put("trial.started", known("Trial started", "A lead began to try the product.", "plan", "Pro"));
        types.put("trial.ended", known("Trial ended", "The trial is over.", "plan", "Pro"));
        types.put(
                EventTypes.MESSAGE_WRITTEN,
                known(
                        "No response to a person's message",
                        "Somebody of the team wrote by hand; with after=3 days and exitOn=reply it is for leads who do"
                                + " not answer in that time.",
                        "channel",
                        "email"));
        types.put(EventTypes.EMAIL_BOUNCED, known("E-mail bounced", "A mail of ours came back.", "kind", "hard"));
        types.put(EventTypes.EMAIL_COMPLAINED, known("Complaint", "A mail of ours was called spam.", "type", "abuse"));
        types.put(
                EventTypes.EMAIL_AUTO_REPLY,
                known("Automatic answer", "An out-of-office note or the like came in.", "channel", "email"));
        types.put(
                EventTypes.MESSAGE_REACTED,
                known("Reaction", "A lead gave a thumb or a heart to a text of ours.", "channel", "sms"));
        types.put(EventTypes.OPT_OUT, known("Opt-out", "A lead does not want to be written to.", "channel", "sms"));
        types.put("opt-in", known("Opt-in", "A lead agreed to be written to.", "channel", "sms"));
        return Collections.unmodifiableMap(types);
    }

    private static Known known(String label, String sentence, String data, String example) {
        return new Known(label, sentence, Map.of(data, example));
    }

    /** A known type that this one is most likely a slip of the pen for. */
    static Optional<String> meantBy(String type) {
        if (OFFERED.containsKey(type) || OF_OTHERS.containsKey(type)) {
            return Optional.empty();
        }
        for (Set<String> known : List.of(OFFERED.keySet(), OF_OTHERS.keySet())) {
            for (String each : known) {
                if (each.length() > 5 && NearestName.isSlip(type, each)) {
                    return Optional.of(each);
                }
            }
        }
        return Optional.empty();
    }
}
