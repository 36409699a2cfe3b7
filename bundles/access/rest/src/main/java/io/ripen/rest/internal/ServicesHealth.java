package io.ripen.rest.internal;

import io.ripen.health.HealthCheck.Status;
import io.ripen.rest.internal.resource.HealthResource.Check;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Whether the services behind the API are there. A bundle that is being restarted takes its services away for a moment, which is
 * no alarm; so what was there is given some seconds to come back.
 */
final class ServicesHealth {
    private static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final Supplier<List<String>> missing;
    private final LongSupplier nanoTime;
    private boolean complete;
    private long awaySince;

    ServicesHealth(Supplier<List<String>> missing, LongSupplier nanoTime) {
        this.missing = missing;
        this.nanoTime = nanoTime;
    }

    /** @param database whether the database is away, without which most services are */
    synchronized Check check(boolean database) {
        List<String> away = missing.get();
        long now = nanoTime.getAsLong();
        if (away.isEmpty()) {
            complete = true;
            awaySince = 0;
            return new Check("services", Status.OK, "Everything that the API needs is there.");
        }
        String names = String.join(", ", away);
        if (database && complete) {
            return new Check(
                    "services",
                    Status.WARN,
                    "Away with the database, and back some seconds after it (see the check 'database'): " + names
                            + ".");
        }
        if (awaySince == 0) {
            awaySince = now;
        }
        if (complete && now - awaySince < GRACE_NANOS) {
            return new Check(
                    "services", Status.WARN, "Away for a moment, as when a bundle is being restarted: " + names + ".");
        }
        complete = false;
        return new Check(
                "services",
                Status.CRITICAL,
                "These parts are not running: " + names
                        + ". Wait some seconds after a start; then see the log for the bundles that did not start and"
                        + " for the database.");
    }
}
