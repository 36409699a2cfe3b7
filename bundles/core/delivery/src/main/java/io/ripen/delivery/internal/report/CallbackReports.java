package io.ripen.delivery.internal.report;

import io.ripen.core.store.ProviderReport;
import io.ripen.core.store.Stores;
import io.ripen.delivery.DeliveryReports;
import io.ripen.delivery.internal.gate.AttemptTokens;
import io.ripen.delivery.internal.outcome.Aftermath;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Takes what providers report. When a report ends a doubt, the lead that waits for it becomes due at once instead of at
 * the next asking.
 */
@Component
public final class CallbackReports implements DeliveryReports {
    private final AttemptTokens tokens;
    private final ReportTurns turns;

    @Activate
    public CallbackReports(@Reference Stores stores, @Reference Aftermath aftermath) {
        this(stores, AttemptTokens.of(stores), aftermath);
    }

    private CallbackReports(Stores stores, AttemptTokens tokens, Aftermath aftermath) {
        this.tokens = tokens;
        turns = new ReportTurns(reports -> stores.transactions().call(work -> {
            new Reporting(stores, aftermath, work).record(reports);
            return true;
        }));
    }

    /** Without OSGi. */
    public static CallbackReports of(Stores stores, AttemptTokens tokens, Aftermath aftermath) {
        return new CallbackReports(stores, tokens, aftermath);
    }

    @Override
    public boolean report(String token, Status status, String providerId, @Nullable String code) {
        AttemptTokens.Attempt attempt = tokens.read(token);
        if (attempt == null) {
            return false;
        }
        turns.record(new ProviderReport(attempt.message(), status, providerId, code));
        return true;
    }
}
