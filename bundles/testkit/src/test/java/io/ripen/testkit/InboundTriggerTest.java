package io.ripen.testkit;

import io.ripen.conversation.internal.reading.LearnedReader;
import io.ripen.crm.Contact;
import io.ripen.event.EventTypes;
import io.ripen.policy.ReplyReader;
import io.ripen.trigger.Trigger;
import io.ripen.trigger.TriggerType;
import java.util.List;
import java.util.Map;
import java.util.Set;

class InboundTriggerTest extends TriggerContract {
    private static final Contact ANN = Examples.contact(1, "Ann", "Webinar");

    @Override
    protected Trigger trigger() {
        return ShippedKinds.one(
                Trigger.class,
                TriggerType.PROPERTY,
                EventTypes.SMS_RECEIVED,
                Map.of(ReplyReader.class, new LearnedReader()));
    }

    @Override
    protected Set<String> types() {
        return Set.of(EventTypes.SMS_RECEIVED, EventTypes.EMAIL_RECEIVED, EventTypes.REPLY);
    }

    @Override
    protected List<Case> matching() {
        return List.of(
                text(Map.of(), "anything"),
                text(Map.of("tag", "webinar"), "anything"),
                text(Map.of("text", "YES"), "Yes!"),
                text(Map.of("text", "STOP"), "stop"),
                text(Map.of("text", "no,*demo*"), "may I see a demo?"));
    }

    @Override
    protected List<Case> notMatching() {
        return List.of(
                text(Map.of(), "STOP"),
                text(Map.of("tag", "Other"), "anything"),
                text(Map.of("text", "YES"), "yes please"),
                text(Map.of("text", "*demo*", "tag", "Other"), "demo"));
    }

    @Override
    protected List<Wrong> wrong() {
        return List.of(
                new Wrong(EventTypes.SMS_RECEIVED, Map.of("tag", " ")),
                new Wrong(EventTypes.SMS_RECEIVED, Map.of("text", "YES,")));
    }

    private static Case text(Map<String, String> options, String text) {
        return new Case(
                EventTypes.SMS_RECEIVED,
                options,
                Examples.event(EventTypes.SMS_RECEIVED, ANN, Map.of("text", text)),
                ANN);
    }
}
