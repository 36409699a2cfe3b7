package io.ripen.engine.internal.deploy;

import static io.ripen.engine.internal.deploy.Workshop.source;
import static org.assertj.core.api.Assertions.assertThat;

import io.ripen.crm.Contact;
import io.ripen.crm.ContactId;
import io.ripen.engine.internal.compile.Kinds;
import io.ripen.event.Event;
import io.ripen.event.EventSource;
import io.ripen.trigger.Trigger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A trigger's bundle goes while another trigger, which takes any event, knows the type and refuses to serve it. */
class GoneTriggerTest {
    private static final String TYPE = "contact.created";

    private final Trigger own = new Kinds.CrmTrigger();
    private final InstalledKinds installed = new InstalledKinds()
            .channel("sms", new Kinds.TextChannel(Set.of("from")))
            .trigger(own, TYPE)
            .trigger(new Refusing(), "*");
    private final Workshop workshop = new Workshop(installed);
    private final Contact ann = Kinds.lead(Map.of()).getContact();

    @AfterEach
    void close() {
        workshop.close();
    }

    private static final class Refusing implements Trigger {
        @Override
        public Set<String> options() {
            return Set.of();
        }

        @Override
        public Condition condition(String on, Map<String, String> options) {
            throw new IllegalArgumentException("on=" + on + " is served by a bundle that is not installed now.");
        }
    }

    private static Event event() {
        return new Event("e1", TYPE, null, new ContactId(7), null, Instant.EPOCH, EventSource.API, Map.of());
    }

    private int enrolling() {
        Event event = event();
        return (int) workshop.deployments.triggeredBy(TYPE, event, ann).stream()
                .filter(sequence -> sequence.condition().matches(event, ann))
                .count();
    }

    @Test
    void nobodyIsEnrolledUntilItIsBack() {
        assertThat(workshop.deployments.deploy(source("welcome", "<to id=\"a\" uri=\"sms:a\"/>")))
                .isEmpty();
        assertThat(enrolling()).isEqualTo(1);
        installed.removeTrigger(List.of(TYPE), own);
        assertThat(enrolling()).isZero();
        assertThat(workshop.deployments.condition(TYPE, Map.of()).matches(event(), ann))
                .isFalse();
        installed.trigger(own, TYPE);
        assertThat(enrolling()).isEqualTo(1);
    }
}
