package io.ripen.health;

import org.osgi.annotation.versioning.ConsumerType;

/** One thing that must be in order. Register it as an OSGi service; asked on each {@code GET /api/v1/health}, answers within a second. */
@ConsumerType
public interface HealthCheck {

    /** How it is. */
    enum Status {
        /** In order. */
        OK,
        /** Works, but somebody should look. */
        WARN,
        /** Does not work: {@code /health} answers 503. */
        CRITICAL
    }

    /**
     * The answer.
     *
     * @param message what is so, and when it is not in order what to do
     */
    record Result(Status status, String message) {}

    /** Short name, such as {@code database}. */
    String name();

    /**
     * Looks.
     *
     * @throws io.ripen.transaction.StoreUnavailableException when that needs the database and the database is away; it is told as
     *     a consequence of that
     */
    Result check();
}
