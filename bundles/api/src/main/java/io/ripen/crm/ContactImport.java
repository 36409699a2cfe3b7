package io.ripen.crm;

import io.ripen.access.Actor;
import io.ripen.team.TeamId;
import java.io.IOException;
import java.io.Reader;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Imports contacts from CSV (RFC 4180, with a header row) as a stream, in batches, each batch one transaction. A row that
 * cannot be kept is refused with its line number and reason; all others are kept.
 */
@ProviderType
public interface ContactImport {

    /**
     * How to read the file.
     *
     * @param team the team that the contacts go to
     * @param tags tags that every imported contact gets, besides those of its row
     * @param source the source when the row has none
     * @param quiet whether it begins no sequence, now or by what is found out on the way; exits and opt-outs count
     * @param dates how dates such as 11/09/2027 are read; null for the way of the team's country
     */
    record Options(
            TeamId team,
            Set<String> tags,
            String source,
            boolean quiet,
            @Nullable DateOrder dates) {
        public Options(TeamId team, Set<String> tags, String source) {
            this(team, tags, source, false, null);
        }
    }

    /** Which comes first in a date that is written in numbers, with the year at its end. */
    enum DateOrder {
        DAY_FIRST,
        MONTH_FIRST
    }

    /**
     * A row that was kept, and of which something could not be read, which is a note in a custom field now; or that has an address that
     * nothing is sent to, since its owner opted out or was erased.
     *
     * @param line line in the file that the row begins at
     * @param field the column
     * @param message a sentence that says what became of it
     */
    record Warning(long line, String field, String message) {}

    /**
     * A row that was not kept.
     *
     * @param line line in the file that the row begins at; the header is line 1
     * @param field the column that is wrong, or the empty string when the row as a whole is
     * @param reason a sentence with the cure
     */
    record Refusal(long line, String field, String reason, Map<String, String> row) {}

    /**
     * What came of it.
     *
     * @param created contacts created
     * @param updated contacts that existed (same external id, e-mail or phone in the team) and were changed
     * @param refused how many rows were refused
     * @param refusals the first 1,000 of them
     * @param warned how many values of rows that were kept could not be read as they stand, or are addresses that nothing is sent to
     * @param warnings the first 1,000 of them
     */
    record Result(
            long created, long updated, long refused, List<Refusal> refusals, long warned, List<Warning> warnings) {
        public Result(long created, long updated, long refused, List<Refusal> refusals) {
            this(created, updated, refused, refusals, 0, List.of());
        }
    }

    /**
     * Reads to the end of {@code csv}.
     *
     * @param by a manager of the team
     * @param progress told the number of rows done after each batch
     * @throws io.ripen.access.RefusedException when who asks is none; nothing was written
     * @throws InvalidContactException when the header is unusable; nothing was written
     */
    Result run(Actor by, Reader csv, Options options, Consumer<Long> progress) throws IOException;
}
