package io.ripen.testkit;

import io.ripen.crm.Contact;
import io.ripen.event.EventTypes;
import io.ripen.trigger.Trigger;
import io.ripen.trigger.TriggerType;
import java.util.List;
import java.util.Map;
import java.util.Set;

class CrmEventTriggerTest extends TriggerContract {
    private static final Contact ANN = Examples.contact(1, "Ann", "New Lead", "VIP");

    @Override
    protected Trigger trigger() {
        return ShippedKinds.one(Trigger.class, TriggerType.PROPERTY, EventTypes.CONTACT_CREATED, Map.of());
    }

    @Override
    protected Set<String> types() {
        return Set.of(
                EventTypes.CONTACT_CREATED,
                EventTypes.TAG_ADDED,
                EventTypes.TAG_REMOVED,
                EventTypes.STAGE_CHANGED,
                EventTypes.OWNER_CHANGED,
                EventTypes.FIELD_CHANGED);
    }

    @Override
    protected List<Case> matching() {
        return List.of(
                of(EventTypes.CONTACT_CREATED, Map.of("tag", "New Lead"), Map.of()),
                of(EventTypes.CONTACT_CREATED, Map.of("tag", "Cold, new lead"), Map.of()),
                of(EventTypes.CONTACT_CREATED, Map.of("source", "web-form"), Map.of()),
                of(EventTypes.TAG_ADDED, Map.of("tag", "VIP"), Map.of("tag", "vip")),
                of(EventTypes.TAG_REMOVED, Map.of("tag", "Cold"), Map.of("tag", "Cold")),
                of(EventTypes.STAGE_CHANGED, Map.of("stage", "New"), Map.of("stage", "New")));
    }

    @Override
    protected List<Case> notMatching() {
        return List.of(
                of(EventTypes.CONTACT_CREATED, Map.of("tag", "New"), Map.of()),
                of(EventTypes.CONTACT_CREATED, Map.of("tag", "New Lead", "source", "referral"), Map.of()),
                // She has the tag New Lead for long; what was added now is another one.
                of(EventTypes.TAG_ADDED, Map.of("tag", "New Lead"), Map.of("tag", "VIP")));
    }

    @Override
    protected List<Wrong> wrong() {
        return List.of(
                new Wrong(EventTypes.CONTACT_CREATED, Map.of("tag", "")),
                new Wrong(EventTypes.CONTACT_CREATED, Map.of("tag", "A,,B")),
                new Wrong(EventTypes.CONTACT_CREATED, Map.of("field", "plan")));
    }

    private static Case of(String on, Map<String, String> options, Map<String, Object> data) {
        return new Case(on, options, Examples.event(on, ANN, data), ANN);
    }
}
