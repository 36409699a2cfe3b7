package io.ripen.trigger.hooks.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Amazon SNS asks whether a topic may send here. Its message has an address to be called for a yes. That is never called: whoever
 * knows the hook's token could otherwise make this server call any address. A person confirms, by the command that is told.
 */
final class TopicConfirmation {
    private static final Pattern TOPIC =
            Pattern.compile("arn:aws[a-z-]{0,10}:sns:[a-z0-9-]{1,30}:[0-9]{12}:[A-Za-z0-9_.-]{1,256}");
    private static final Pattern TOKEN = Pattern.compile("[0-9a-zA-Z]{16,1000}");

    private TopicConfirmation() {}

    /** How to confirm, in a sentence; null when the body asks for nothing. */
    static @Nullable String of(JsonNode body) throws Refused {
        String type = body.path("Type").asText();
        if (type.equals("UnsubscribeConfirmation")) {
            return "The topic sends nothing here any more.";
        }
        if (!type.equals("SubscriptionConfirmation")) {
            return null;
        }
        String topic = body.path("TopicArn").asText();
        String token = body.path("Token").asText();
        if (!TOPIC.matcher(topic).matches() || !TOKEN.matcher(token).matches()) {
            throw new Refused(400, "That is no confirmation of a topic of Amazon SNS.");
        }
        return "Amazon SNS asks whether the topic may send here. If it is yours, confirm: aws sns confirm-subscription"
                + " --topic-arn " + topic + " --token " + token;
    }
}
