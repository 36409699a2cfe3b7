package io.ripen.testkit;

import org.flywaydb.core.api.logging.Log;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the making of the tables tells: warnings and errors only. */
final class QuietLog implements Log {
    private final Logger log;

    QuietLog(Class<?> teller) {
        log = LoggerFactory.getLogger(teller);
    }

    @Override
    public boolean isDebugEnabled() {
        return log.isDebugEnabled();
    }

    @Override
    public void debug(String message) {
        log.debug(message);
    }

    @Override
    public void info(String message) {
        log.debug(message);
    }

    @Override
    public void warn(String message) {
        log.warn(message);
    }

    @Override
    public void error(String message) {
        log.error(message);
    }

    @Override
    public void error(String message, Exception thrown) {
        log.error(message, thrown);
    }

    @Override
    public void notice(String message) {
        log.debug(message);
    }
}
