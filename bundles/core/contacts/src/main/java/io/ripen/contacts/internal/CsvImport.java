package io.ripen.contacts.internal;

import io.ripen.access.Actor;
import io.ripen.access.Role;
import io.ripen.contacts.internal.CsvRecords.Values;
import io.ripen.core.store.StoreException;
import io.ripen.core.store.Stores;
import io.ripen.crm.ContactDraft;
import io.ripen.crm.ContactImport;
import io.ripen.crm.InvalidContactException;
import io.ripen.crm.InvalidContactException.Problem;
import io.ripen.event.Events;
import io.ripen.event.InvalidEventException;
import io.ripen.team.Team;
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
    private final Teams teams;
    private final ContactWriter writer;

    @Activate
    public CsvImport(@Reference Stores stores, @Reference Teams teams, @Reference Events events) {
        this.stores = stores;
        this.teams = teams;
        this.writer = new ContactWriter(stores, teams, events);
    }

    @Override
    public Result run(Actor by, Reader csv, Options options, Consumer<Long> progress) throws IOException {
        if (!by.sees(options.team())) {
            throw InvalidContactException.noSuchTeam(options.team());
        }
        by.require(Role.MANAGER, options.team());
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
        Team team = teams.find(options.team()).orElseThrow();
        DateReading dates = new DateReading(
                options.dates(), team.region(), team.zone(), stores.clock().instant());
        return new Run(new CsvHeader(header.values()), dates, options, progress).read(records);
    }

    /**
     * One row that can be kept as far as it is known without the database.
     *
     * @param warnings what could not be read as it stands
     */
    record ImportRow(long line, ContactDraft draft, List<String> values, List<Problem> warnings) {}

    /** One file on its way. */
    private final class Run {
        private final CsvHeader header;
        private final DateReading dates;
        private final Options options;
        private final Consumer<Long> progress;
        private final List<Refusal> refusals = new ArrayList<>();
        private final List<Warning> warnings = new ArrayList<>();
        private long created;
        private long updated;
        private long refused;
        private long warned;

        Run(CsvHeader header, DateReading dates, Options options, Consumer<Long> progress) {
            this.header = header;
            this.dates = dates;
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
            return new Result(created, updated, refused, List.copyOf(refusals), warned, List.copyOf(warnings));
        }

        private @Nullable ImportRow check(Values values) {
            if (values.flaw() != null) {
                refuse(values.line(), "", values.flaw(), Map.of());
                return null;
            }
            List<Problem> doubts = new ArrayList<>(0);
            ContactDraft draft = new CsvRow(header, dates, values.values(), doubts).draft(options);
            List<Problem> problems = writer.check(draft);
            if (!problems.isEmpty() && !isLost(values.values())) {
                // Only then, since checking is the dearest part of a row.
                DraftReading.Readable readable = DraftReading.of(draft, writer.region(options.team()), null);
                doubts.addAll(readable.warnings());
                draft = readable.draft();
                problems = writer.check(draft);
            }
            if (!problems.isEmpty()) {
                refuse(values.line(), values.values(), problems);
                return null;
            }
            return new ImportRow(values.line(), draft, values.values(), doubts);
        }

        /** A file in another encoding is sent again in the right one; what was lost must not be kept as it is. */
        private static boolean isLost(List<String> values) {
            return values.stream().anyMatch(value -> value.indexOf('\uFFFD') >= 0);
        }

        private void keep(List<ImportRow> batch) {
            try {
                count(attempt(batch), batch);
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
                    count(attempt(List.of(row)), List.of(row));
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
            return stores.transactions().call(work -> new CsvBatch(stores, writer, options, rows).keep(work));
        }

        private void count(CsvBatch.Counts counts, List<ImportRow> rows) {
            created += counts.created();
            updated += counts.updated();
            rows.forEach(row -> row.warnings().forEach(each -> warn(row, each)));
            counts.suppressed().forEach(each -> warn(each.row(), each.problem()));
        }

        private void warn(ImportRow row, Problem problem) {
            warned++;
            if (warnings.size() < REFUSALS_KEPT) {
                warnings.add(new Warning(row.line(), header.columnOf(problem.field()), problem.message()));
            }
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
