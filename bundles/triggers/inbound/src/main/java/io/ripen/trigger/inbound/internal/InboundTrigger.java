package io.ripen.trigger.inbound.internal;

import io.ripen.event.EventTypes;
import io.ripen.trigger.Trigger;
import io.ripen.trigger.TriggerType;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;

/**
 * Enrolls a lead who wrote: {@code on=sms.received&tag=Webinar&text=YES,*demo*}. {@code tag} names tags of which the
 * contact must have one; {@code text} says what the message must be.
 */
@Component
@TriggerType({EventTypes.SMS_RECEIVED, EventTypes.EMAIL_RECEIVED, EventTypes.REPLY})
public final class InboundTrigger implements Trigger {
    private static final String TAG = "tag";
    private static final String TEXT = "text";

    @Override
    public Set<String> options() {
        return Set.of(TAG, TEXT);
    }

    @Override
    public Condition condition(String on, Map<String, String> options) {
        List<String> tags = tags(options.get(TAG));
        String written = options.get(TEXT);
        TextPattern pattern = written == null ? null : TextPattern.of(written);
        return (event, contact) -> (tags.isEmpty() || tags.stream().anyMatch(contact::hasTag))
                && (pattern == null || (event.data().get(TEXT) instanceof String text && pattern.matches(text)));
    }

    private static List<String> tags(@Nullable String written) {
        if (written == null) {
            return List.of();
        }
        List<String> tags =
                Arrays.stream(written.split(",", -1)).map(String::strip).toList();
        if (tags.contains("")) {
            throw new IllegalArgumentException("Option 'tag' has an empty value in '" + written
                    + "': name one tag or several, separated by commas, or leave the option out.");
        }
        return tags;
    }
}
