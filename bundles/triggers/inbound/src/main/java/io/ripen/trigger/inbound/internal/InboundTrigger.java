package io.ripen.trigger.inbound.internal;

import io.ripen.event.Event;
import io.ripen.event.EventTypes;
import io.ripen.policy.ReplyReader;
import io.ripen.policy.ReplyReading.Decision;
import io.ripen.text.WordPattern;
import io.ripen.trigger.ContactFilter;
import io.ripen.trigger.KeyedCondition;
import io.ripen.trigger.Trigger;
import io.ripen.trigger.TriggerDescriptor;
import io.ripen.trigger.TriggerOption;
import io.ripen.trigger.TriggerOption.Kind;
import io.ripen.trigger.TriggerType;
import io.ripen.trigger.WordList;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Enrolls a lead who wrote: {@code on=sms.received&tag=Webinar&text=YES,*demo*}. {@code text} says what the message must
 * be, {@code channel} where it came in; what else can be asked is about the contact.
 *
 * <p>A keyword that is carried out at once, such as STOP, START or HELP, is an order and no conversation: it enrolls only
 * where {@code text} names it word by word. To a run that waits for an answer it is one.
 */
@Component
@TriggerType({EventTypes.SMS_RECEIVED, EventTypes.EMAIL_RECEIVED, EventTypes.REPLY})
public final class InboundTrigger implements Trigger {
    private static final String TEXT = "text";
    private static final String CHANNEL = "channel";
    /** What the lead's carrier or provider took the text for, and has carried out: {@code STOP}, {@code START}, {@code HELP}. */
    private static final String READ_BY_PROVIDER = "optOutType";

    private static final Set<Decision> ORDERS = Set.of(Decision.OPT_OUT, Decision.OPT_IN, Decision.HELP);
    private static final TriggerOption TEXT_OPTION = TriggerOption.of(
            TEXT, "What the message says, in whole words; * stands for any words", Kind.TEXT, "YES,*demo*");
    private static final TriggerOption CHANNEL_OPTION =
            new TriggerOption(CHANNEL, "Channel", Kind.CHOICE, false, null, "sms", List.of("sms", "email"));

    private final ReplyReader reader;

    @Activate
    public InboundTrigger(@Reference ReplyReader reader) {
        this.reader = reader;
    }

    @Override
    public Set<String> options() {
        Set<String> names = ContactFilter.names();
        names.add(TEXT);
        names.add(CHANNEL);
        return names;
    }

    @Override
    public List<TriggerDescriptor> describe() {
        return List.of(
                form(EventTypes.REPLY, "Reply", "A lead wrote back, on any channel.", TEXT_OPTION, CHANNEL_OPTION),
                form(EventTypes.SMS_RECEIVED, "SMS received", "A lead sent a text message.", TEXT_OPTION),
                form(EventTypes.EMAIL_RECEIVED, "E-mail received", "A lead sent an e-mail.", TEXT_OPTION));
    }

    private static TriggerDescriptor form(String type, String label, String sentence, TriggerOption... own) {
        List<TriggerOption> options = new ArrayList<>(List.of(own));
        options.addAll(ContactFilter.OPTIONS);
        return new TriggerDescriptor(type, label, sentence, options);
    }

    @Override
    public Condition condition(String on, Map<String, String> options) {
        return condition(options, true);
    }

    /** Who waits for an answer must hear every one, before something is sent that asks for it again. */
    @Override
    public Condition awaited(String on, Map<String, String> options) {
        return condition(options, false);
    }

    private Condition condition(Map<String, String> options, boolean begins) {
        ContactFilter filter = ContactFilter.of(options);
        String written = options.get(TEXT);
        WordPattern pattern = written == null ? null : WordPattern.of(TEXT, written);
        String channel = options.get(CHANNEL);
        WordList channels = channel == null ? null : WordList.of(CHANNEL, channel);
        return new KeyedCondition(
                (event, contact) -> (channels == null || channels.has(channel(event)))
                        && filter.matches(contact)
                        && (pattern == null || matches(pattern, event))
                        && !(begins && isOrder(event) && !isNamed(pattern, event)),
                ContactFilter.key(options));
    }

    private static boolean matches(WordPattern pattern, Event event) {
        return event.data().get(TEXT) instanceof String text && pattern.matches(text);
    }

    private static boolean isNamed(@Nullable WordPattern pattern, Event event) {
        return pattern != null && event.data().get(TEXT) instanceof String text && pattern.names(text);
    }

    private boolean isOrder(Event event) {
        if (text(event, READ_BY_PROVIDER) != null) {
            return true;
        }
        String text = text(event, TEXT);
        // Who unsubscribes by an empty mail says so in its subject.
        String read = text == null ? text(event, "subject") : text;
        return read != null && ORDERS.contains(reader.read(read).decision());
    }

    private static @Nullable String text(Event event, String name) {
        return event.data().get(name) instanceof String text && !text.isBlank() ? text : null;
    }

    /** What the event says, or else what its type says. */
    private static String channel(Event event) {
        if (event.data().get(CHANNEL) instanceof String channel) {
            return channel;
        }
        return switch (event.type()) {
            case EventTypes.SMS_RECEIVED -> "sms";
            case EventTypes.EMAIL_RECEIVED -> "email";
            default -> "";
        };
    }
}
