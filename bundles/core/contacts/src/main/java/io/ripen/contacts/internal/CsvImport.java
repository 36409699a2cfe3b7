package io.ripen.contacts.internal;

import io.ripen.contacts.internal.CsvRecords.Values;
import io.ripen.core.store.StoreException;
import io.ripen.core.store.Stores;
import io.ripen.crm.ContactDraft;
import io.ripen.crm.ContactImport;
import io.ripen.crm.InvalidContactException;
import io.ripen.crm.InvalidContactException.Problem;
import io.ripen.event.Events;
import io.ripen.event.InvalidEventException;
import io.ripen.team.Teams;
import io.ripen.transaction.StoreUnavailableException;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Imports contacts from CSV, 500 rows a transaction. */
@Component
public final class CsvImport implements ContactImport {
    static final int BATCH = 500;
    private static final int REFUSALS_KEPT = 1000;

    private final Stores stores;
    private final ContactWriter writer;

    @Activate
    public CsvImport(@Reference Stores stores, @Reference Teams teams, @Reference Events events) {
        this.stores = stores;
        this.writer = new ContactWriter(stores, teams, events);
    }

    @Override
    public Result run(Reader csv, Options options, Consumer<Long> progress) throws IOException {
        List<Problem> wrong = writer.check(new ContactDraft(
                options.team(),
                null,
                null,
                null,
                "nobody@example.com",
                null,
                options.tags(),
                null,
                options.source(),
                null,
                null,
                null,
                null,
                null,
                null,
                Map.of()));
        if (!wrong.isEmpty()) {
            throw new InvalidContactException(wrong);
        }
        CsvRecords records = new CsvRecords(csv);
        Values header = records.header();
        if (header == null) {
            throw new InvalidContactException(List.of(new Problem(
                    "header", "The file is empty: begin it with a line that names the columns, such as email,phone.")));
        }
        if (header.flaw() != null) {
            throw new InvalidContactException(List.of(new Problem("header", header.flaw())));
        }
        return new Run(new CsvHeader(header.values()), options, progress).read(records);
    }

    /** One row that can be kept as far as it is known without the database. */
    record ImportRow(long line, ContactDraft draft, List<String> values) {}

    /** One file on its way. */
    private final class Run {
        private final CsvHeader header;
        private final Options options;
        private final Consumer<Long> progress;
        private final List<Refusal> refusals = new ArrayList<>();
        private long created;
        private long updated;
        private long refused;

        Run(CsvHeader header, Options options, Consumer<Long> progress) {
            this.header = header;
            this.options = options;
            this.progress = progress;
        }

        Result read(CsvRecords records) throws IOException {
            List<ImportRow> batch = new ArrayList<>(BATCH);
            for (Values values = records.next(); values != null; values = records.next()) {
                ImportRow row = check(values);
                if (row != null) {
                    batch.add(row);
                }
                if (batch.size() == BATCH) {
                    keep(batch);
                    batch.clear();
                }
            }
            if (!batch.isEmpty()) {
                keep(batch);
            }
            return new Result(created, updated, refused, List.copyOf(refusals));
        }

        private @Nullable ImportRow check(Values values) {
            if (values.flaw() != null) {
                refuse(values.line(), "", values.flaw(), Map.of());
                return null;
            }
            List<Problem> problems = new ArrayList<>();
            ContactDraft draft = header.draft(values.values(), options, problems);
            problems.addAll(writer.check(draft));
            if (!problems.isEmpty()) {
                refuse(values.line(), values.values(), problems);
                return null;
            }
            return new ImportRow(values.line(), draft, values.values());
        }

        private void keep(List<ImportRow> batch) {
            try {
                count(attempt(batch));
            } catch (StoreUnavailableException e) {
                throw new StoreUnavailableException(
                        "The import stopped at line " + batch.get(0).line() + " because the database went away. "
                                + (created + updated)
                                + " rows before it are kept. Import the same file again later: rows"
                                + " that are there already are recognised by external id, e-mail or phone.",
                        e);
            } catch (InvalidContactException | InvalidEventException | StoreException e) {
                keepOneByOne(batch);
            }
            progress.accept(created + updated + refused);
        }

        /** Something in the batch cannot be kept; each row gets its own transaction, so that only that one is refused. */
        private void keepOneByOne(List<ImportRow> batch) {
            for (ImportRow row : batch) {
                try {
                    count(attempt(List.of(row)));
                } catch (InvalidContactException e) {
                    refuse(row.line(), row.values(), e.problems());
                } catch (InvalidEventException e) {
                    refuse(row.line(), e.field(), String.valueOf(e.getMessage()), header.shown(row.values()));
                } catch (StoreException e) {
                    refuse(row.line(), "", String.valueOf(e.getMessage()), header.shown(row.values()));
                }
            }
        }

        private CsvBatch.Counts attempt(List<ImportRow> rows) {
            return stores.transactions().call(work -> new CsvBatch(stores, writer, options.team(), rows).keep(work));
        }

        private void count(CsvBatch.Counts counts) {
            created += counts.created();
            updated += counts.updated();
        }

        private void refuse(long line, List<String> values, List<Problem> problems) {
            StringBuilder reason = new StringBuilder();
            for (Problem problem : problems) {
                reason.append(reason.isEmpty() ? "" : " ").append(problem.message());
            }
            refuse(line, header.columnOf(problems.get(0).field()), reason.toString(), header.shown(values));
        }

        private void refuse(long line, String field, String reason, Map<String, String> row) {
            refused++;
            if (refusals.size() < REFUSALS_KEPT) {
                refusals.add(new Refusal(line, field, reason, row));
            }
        }
    }
}
