package io.ripen.contacts.internal;

import io.ripen.channel.AddressKind;
import io.ripen.contacts.internal.CsvImport.ImportRow;
import io.ripen.core.store.Stores;
import io.ripen.crm.InvalidContactException.Problem;
import io.ripen.policy.Suppressions;
import io.ripen.policy.Suppressions.Suppression;
import io.ripen.transaction.UnitOfWork;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Which rows of an import have an address that nothing is sent to: who opted out or was erased stays so, and the result says it. */
final class SuppressedRows {
    private final Suppressions suppressions;

    SuppressedRows(Stores stores) {
        suppressions = new SuppressionList(stores, new ConsentBook(stores));
    }

    /** What is said of a row. */
    record Said(ImportRow row, Problem problem) {}

    /**
     * Two statements for all.
     *
     * @param numbers of the rows, in E.164; empty when a row has none
     */
    List<Said> among(UnitOfWork work, List<ImportRow> rows, List<String> numbers) {
        Map<String, Suppression> mails = suppressions.among(
                work,
                AddressKind.EMAIL,
                rows.stream()
                        .map(row -> row.draft().email())
                        .filter(Objects::nonNull)
                        .toList());
        Map<String, Suppression> phones = suppressions.among(
                work,
                AddressKind.PHONE,
                numbers.stream().filter(number -> !number.isEmpty()).toList());
        List<Said> said = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            ImportRow row = rows.get(i);
            add(
                    said,
                    row,
                    "email",
                    row.draft().email() == null ? null : mails.get(row.draft().email()));
            add(said, row, "phone", phones.get(numbers.get(i)));
        }
        return said;
    }

    private static void add(List<Said> said, ImportRow row, String field, @Nullable Suppression suppression) {
        if (suppression != null) {
            said.add(new Said(
                    row,
                    new Problem(
                            field,
                            "The contact is kept, and nothing is sent to this address"
                                    + (suppression.until() == null ? ": " : " until " + suppression.until() + ": ")
                                    + suppression.reason())));
        }
    }
}
