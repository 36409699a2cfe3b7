package io.ripen.trigger.schedule.internal;

import io.ripen.crm.Projection;
import io.ripen.event.Events;
import io.ripen.place.LeadZones;
import io.ripen.sequence.Sequences;
import io.ripen.team.Teams;
import io.ripen.time.RipenClock;
import io.ripen.transaction.Transactions;
import java.util.Map;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** {@code ripen-schedules:due} in a plumbing route: fires the schedules that are due whenever a message comes by. */
@Component(service = org.apache.camel.Component.class, property = "service.pid=ripen-schedules")
public final class SchedulesCamelComponent extends DefaultComponent {
    private final Schedules schedules;
    private volatile @Nullable LeadZones places;

    @Activate
    public SchedulesCamelComponent(
            @Reference Sequences sequences,
            @Reference Teams teams,
            @Reference RipenClock clock,
            @Reference Transactions transactions,
            @Reference Projection projection,
            @Reference Events events) {
        schedules = new Schedules(sequences, teams, clock, new Firing(transactions, projection, events, () -> places));
    }

    SchedulesCamelComponent(Schedules schedules) {
        this.schedules = schedules;
    }

    /** Knows where leads are; may come and go at any time. */
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void setLeadZones(LeadZones service) {
        places = service;
    }

    void unsetLeadZones(LeadZones service) {
        if (places == service) {
            places = null;
        }
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
        return new DefaultEndpoint(uri, this) {
            @Override
            public Producer createProducer() {
                return new DefaultProducer(this) {
                    @Override
                    public void process(Exchange exchange) {
                        schedules.tick();
                    }
                };
            }

            @Override
            public Consumer createConsumer(Processor processor) {
                throw new UnsupportedOperationException(
                        "ripen-schedules is told the time and cannot begin a route. Put it into a <to>.");
            }
        };
    }
}
