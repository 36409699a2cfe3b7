package io.ripen.trigger.hooks.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What a provider of mail tells by its webhook about addresses, in its own words: bounces, complaints and opt-outs, each as an
 * event of its own. What else it tells (delivered, opened) is left out.
 */
enum MailProvider {
    /** The event webhook of Twilio SendGrid: a list of events. */
    SENDGRID {
        @Override
        void read(JsonNode body, Told told) {
            for (JsonNode each : body.isArray() ? body : List.of(body)) {
                MailWord word = switch (text(each, "event")) {
                    case "bounce" -> MailWord.bounce(!text(each, "type").equals("blocked"));
                    case "spamreport" -> MailWord.COMPLAINT;
                    case "unsubscribe", "group_unsubscribe" -> MailWord.OPT_OUT;
                    case "dropped" -> dropped(text(each, "reason"));
                    default -> MailWord.NOTHING;
                };
                told.add(
                        word,
                        text(each, "email"),
                        text(each, "sg_event_id"),
                        each.path("timestamp"),
                        (text(each, "status") + " " + text(each, "reason")).strip());
            }
        }

        private MailWord dropped(String reason) {
            return switch (reason.toLowerCase(Locale.ROOT)) {
                case "bounced address", "invalid" -> MailWord.HARD_BOUNCE;
                case "unsubscribed address" -> MailWord.OPT_OUT;
                case "spam reporting address" -> MailWord.COMPLAINT;
                default -> MailWord.NOTHING;
            };
        }
    },

    /** Mailgun: one event, beside a signature. */
    MAILGUN {
        @Override
        void read(JsonNode body, Told told) {
            JsonNode event = body.path("event-data");
            String reason = text(event, "reason");
            MailWord word = switch (text(event, "event")) {
                case "unsubscribed" -> MailWord.OPT_OUT;
                case "complained" -> MailWord.COMPLAINT;
                case "failed" ->
                    switch (reason) {
                        case "suppress-unsubscribe" -> MailWord.OPT_OUT;
                        case "suppress-complaint" -> MailWord.COMPLAINT;
                        default ->
                            MailWord.bounce(text(event, "severity").equals("permanent")
                                    && (reason.equals("bounce") || reason.equals("suppress-bounce")));
                    };
                default -> MailWord.NOTHING;
            };
            JsonNode status = event.path("delivery-status");
            told.add(
                    word,
                    text(event, "recipient"),
                    text(event, "id"),
                    event.path("timestamp"),
                    (text(status, "code") + " " + text(status, "message")).strip());
        }
    },

    /** Postmark: one record. */
    POSTMARK {
        @Override
        void read(JsonNode body, Told told) {
            switch (text(body, "RecordType")) {
                case "Bounce" ->
                    told.add(
                            switch (text(body, "Type")) {
                                case "HardBounce", "BadEmailAddress" -> MailWord.HARD_BOUNCE;
                                case "SpamComplaint" -> MailWord.COMPLAINT;
                                case "Unsubscribe" -> MailWord.OPT_OUT;
                                case "AutoResponder", "AddressChange", "Subscribe", "ChallengeVerification" ->
                                    MailWord.NOTHING;
                                default -> MailWord.SOFT_BOUNCE;
                            },
                            text(body, "Email"),
                            text(body, "ID"),
                            body.path("BouncedAt"),
                            text(body, "Description"));
                case "SpamComplaint" ->
                    told.add(MailWord.COMPLAINT, text(body, "Email"), text(body, "ID"), body.path("BouncedAt"), "");
                case "SubscriptionChange" -> {
                    MailWord word = !body.path("SuppressSending").asBoolean(false)
                            ? MailWord.NOTHING
                            : switch (text(body, "SuppressionReason")) {
                                case "HardBounce" -> MailWord.HARD_BOUNCE;
                                case "SpamComplaint" -> MailWord.COMPLAINT;
                                default -> MailWord.OPT_OUT;
                            };
                    told.add(
                            word,
                            text(body, "Recipient"),
                            text(body, "MessageID") + ":" + text(body, "ChangedAt"),
                            body.path("ChangedAt"),
                            "");
                }
                default -> {
                    // Delivered, opened, clicked.
                }
            }
        }
    },

    /** Amazon SES, as Amazon SNS sends it, in its envelope or raw. */
    SES {
        @Override
        void read(JsonNode body, Told told) throws Refused {
            JsonNode message =
                    text(body, "Type").equals("Notification") ? Payload.read(bytes(text(body, "Message"))) : body;
            String kind =
                    message.has("notificationType") ? text(message, "notificationType") : text(message, "eventType");
            switch (kind) {
                case "Bounce" -> {
                    JsonNode bounce = message.path("bounce");
                    MailWord word = MailWord.bounce(text(bounce, "bounceType").equals("Permanent"));
                    for (JsonNode each : bounce.path("bouncedRecipients")) {
                        String status = text(each, "status") + " " + text(each, "diagnosticCode");
                        told.add(
                                word,
                                address(each),
                                text(bounce, "feedbackId"),
                                bounce.path("timestamp"),
                                status.strip());
                    }
                }
                case "Complaint" -> {
                    JsonNode complaint = message.path("complaint");
                    boolean spam = !text(complaint, "complaintFeedbackType").equals("not-spam");
                    for (JsonNode each : complaint.path("complainedRecipients")) {
                        told.add(
                                spam ? MailWord.COMPLAINT : MailWord.NOTHING,
                                address(each),
                                text(complaint, "feedbackId"),
                                complaint.path("timestamp"),
                                text(complaint, "complaintFeedbackType"));
                    }
                }
                case "Subscription" -> {
                    JsonNode change = message.path("subscription");
                    boolean out = change.path("newTopicPreferences")
                            .path("unsubscribeAll")
                            .asBoolean(false);
                    for (JsonNode each : message.path("mail").path("destination")) {
                        told.add(
                                out ? MailWord.OPT_OUT : MailWord.NOTHING,
                                each.asText(),
                                text(message.path("mail"), "messageId"),
                                change.path("timestamp"),
                                text(change, "source"));
                    }
                }
                default -> {
                    // Sent, delivered, opened, clicked.
                }
            }
        }

        private String address(JsonNode recipient) {
            return text(recipient, "emailAddress");
        }
    };

    /** Reads what counts out of a body. */
    abstract void read(JsonNode body, Told told) throws Refused;

    /** @throws IllegalArgumentException when there is no provider of that name */
    static MailProvider named(String name) {
        for (MailProvider each : values()) {
            if (each.word().equals(name.strip().toLowerCase(Locale.ROOT))) {
                return each;
            }
        }
        throw new IllegalArgumentException("provider = " + name.strip() + " is none of "
                + String.join(", ", Stream.of(values()).map(MailProvider::word).toList()) + ".");
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What counts in a body, as objects with {@code type}, {@code email}, {@code id}, {@code at} and {@code data}. */
    List<ObjectNode> told(JsonNode body) throws Refused {
        Told told = new Told(word());
        read(body, told);
        return told.all;
    }

    private static String text(JsonNode node, String name) {
        JsonNode value = node.path(name);
        return value.isValueNode() && !value.isNull() ? value.asText().strip() : "";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Gathers. */
    static final class Told {
        private static final int LONGEST = 500;

        private final String provider;
        private final List<ObjectNode> all = new ArrayList<>();

        private Told(String provider) {
            this.provider = provider;
        }

        void add(MailWord word, String address, String id, JsonNode at, String words) {
            if (word == MailWord.NOTHING) {
                return;
            }
            ObjectNode node = Payload.object();
            node.put("type", word.type());
            node.put("email", address.indexOf('@') > 0 ? address : "");
            // One report may name several addresses.
            node.put("id", id.isEmpty() ? "" : id + ":" + word.type() + ":" + address);
            node.set("at", at.isNumber() ? node.numberNode(at.longValue()) : at);
            ObjectNode data = node.putObject("data");
            data.put("source", provider);
            data.put("channel", "email");
            if (word == MailWord.HARD_BOUNCE || word == MailWord.SOFT_BOUNCE) {
                data.put("hard", word == MailWord.HARD_BOUNCE);
            }
            if (!words.isEmpty()) {
                data.put("status", words.length() > LONGEST ? words.substring(0, LONGEST) : words);
            }
            all.add(node);
        }
    }
}
