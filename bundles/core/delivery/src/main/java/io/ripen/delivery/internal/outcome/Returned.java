package io.ripen.delivery.internal.outcome;

import io.ripen.core.store.HistoryRow;
import io.ripen.core.store.IdKind;
import io.ripen.core.store.MessageRow;
import io.ripen.core.store.ProviderReport;
import io.ripen.core.store.Stores;
import io.ripen.delivery.DeliveryReports;
import io.ripen.delivery.FailureReaction;
import io.ripen.event.Event;
import io.ripen.event.EventRule;
import io.ripen.event.EventTypes;
import io.ripen.transaction.UnitOfWork;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Mail that came back: the message was not delivered, and its status leads to the same as an answer at once would. Only when
 * our own token proves which message it was, since anybody can write a mail that looks like a bounce; and not when it is only
 * late, since it may arrive yet. Thread-safe.
 */
@Component
public final class Returned implements EventRule {
    /** Of a mail that came back for a reason that may pass, without a word about which (RFC 3463). */
    private static final String SOMETHING_PASSING = "4.0.0";

    private final Stores stores;
    private final Aftermath aftermath;

    @Activate
    public Returned(@Reference Stores stores, @Reference Aftermath aftermath) {
        this.stores = stores;
        this.aftermath = aftermath;
    }

    @Override
    public Place place() {
        return Place.RETURNED_MAIL;
    }

    @Override
    public Set<String> types() {
        return Set.of(EventTypes.EMAIL_BOUNCED);
    }

    @Override
    public List<Event> apply(UnitOfWork work, List<Occurrence> occurrences) {
        Map<Long, String> statuses = new LinkedHashMap<>();
        Set<Long> soft = new HashSet<>();
        for (Occurrence each : occurrences) {
            Event event = each.event();
            boolean certain = Boolean.TRUE.equals(event.data().get("verified"));
            boolean hard = Boolean.TRUE.equals(event.data().get("hard"));
            String message = String.valueOf(event.data().get("message"));
            boolean late = Boolean.TRUE.equals(event.data().get("delayed"));
            if (certain && !late && message.matches("\\d{1,18}")) {
                Object status = event.data().get("status");
                statuses.put(Long.parseLong(message), status == null ? "" : status.toString());
                if (!hard) {
                    soft.add(Long.parseLong(message));
                }
            }
        }
        if (statuses.isEmpty()) {
            return List.of();
        }
        List<ProviderReport> reports = new ArrayList<>(statuses.size());
        statuses.forEach((id, status) -> reports.add(
                new ProviderReport(id, DeliveryReports.Status.UNDELIVERED, "", status.isEmpty() ? null : status)));
        Set<Long> news = stores.messages().report(work, reports, stores.clock().instant());
        List<Aftermath.Said> said = new ArrayList<>(news.size());
        List<HistoryRow> lines = new ArrayList<>(news.size());
        for (MessageRow row : stores.messages().findAll(work, news)) {
            String status = String.valueOf(statuses.get(row.id()));
            String code = status.isEmpty() && soft.contains(row.id()) ? SOMETHING_PASSING : status;
            said.add(new Aftermath.Said(row, FailureReaction.Kind.UNDELIVERED, code, ""));
            lines.add(line(work, row, status));
        }
        if (!said.isEmpty()) {
            stores.history().append(work, lines);
            aftermath.of(work, said);
        }
        return List.of();
    }

    private HistoryRow line(UnitOfWork work, MessageRow row, String status) {
        String meaning = aftermath.meaning(row.channel(), status);
        String text = "The mail came back" + (status.isEmpty() ? "." : ", status " + status + ": " + meaning);
        return new HistoryRow(
                stores.ids().next(work, IdKind.HISTORY),
                row.team(),
                row.contact(),
                row.enrollment(),
                stores.clock().instant(),
                "undelivered",
                row.sequence(),
                row.step(),
                row.id(),
                text,
                status.isEmpty() ? Map.of() : Map.of("code", status));
    }
}
