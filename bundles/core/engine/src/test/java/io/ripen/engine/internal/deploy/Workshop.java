package io.ripen.engine.internal.deploy;

import io.ripen.core.store.StoreOptions;
import io.ripen.core.store.Stores;
import io.ripen.engine.internal.check.AllowList;
import io.ripen.engine.internal.compile.Compiler;
import io.ripen.engine.internal.compile.GuardedCamel;
import io.ripen.engine.internal.compile.Kinds;
import io.ripen.sequence.SequenceSource;
import io.ripen.time.RipenClock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.apache.camel.impl.DefaultCamelContext;

/** A deployer over H2 in memory, put together without OSGi. */
final class Workshop implements AutoCloseable {

    /** Stands until it is moved. */
    static final class StandingClock implements RipenClock {
        private Instant now = Instant.parse("2026-11-22T08:00:00Z");

        @Override
        public InstantSource machine() {
            return () -> now;
        }

        @Override
        public double speed() {
            return 1;
        }

        @Override
        public Instant instant() {
            return now;
        }

        Instant now() {
            return now;
        }

        void pass(Duration time) {
            now = now.plus(time);
        }
    }

    static final Map<String, String> TEMPLATES =
            Map.of("a.sms", "A", "b.sms", "B", "long-name.sms", "L", "m.email", "Subject: M\n\nHello");

    final StandingClock clock = new StandingClock();
    final Stores stores = Stores.inMemory(StoreOptions.with(clock));
    final InstalledKinds installed;
    private final GuardedCamel camel = new GuardedCamel(new DefaultCamelContext(false), AllowList.forSequences());
    Deployments deployments;

    Workshop() {
        this(Kinds.usual());
    }

    Workshop(InstalledKinds installed) {
        this.installed = installed;
        deployments = start(installed);
    }

    /** As a start of the engine over the same database does. */
    Deployments start(InstalledKinds kinds) {
        Deployments started = new Deployments(
                stores.transactions(),
                stores.sequences(),
                stores.revisions(),
                clock,
                new Compiler(camel, kinds, AllowList.forSequences()),
                kinds);
        started.refresh();
        deployments = started;
        return started;
    }

    static SequenceSource source(String id, String steps) {
        return new SequenceSource(
                id + ".xml",
                "<routes xmlns=\"http://camel.apache.org/schema/xml-io\">\n<route id=\"" + id + "\">\n"
                        + "<from uri=\"sequence:" + id + "?on=contact.created\"/>\n" + steps
                        + "\n</route>\n</routes>\n",
                TEMPLATES);
    }

    @Override
    public void close() {
        deployments.close();
        camel.close();
        stores.close();
    }
}
