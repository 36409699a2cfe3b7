package io.ripen.rest.internal;

import io.ripen.access.Actor;
import io.ripen.policy.OptOutLists;
import java.io.BufferedReader;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;

/** Keeps every row that has an address, and refuses the others. */
final class ListedAddresses implements OptOutLists {
    final List<Row> kept = new ArrayList<>();
    final List<Options> options = new ArrayList<>();

    @Override
    public List<Answer> keep(Actor by, List<Row> rows, Options given) {
        options.add(given);
        kept.addAll(rows);
        return rows.stream().map(ListedAddresses::answer).toList();
    }

    @Override
    public List<Answer> read(Actor by, Reader csv, Options given) {
        List<String> lines = new BufferedReader(csv).lines().toList();
        List<Row> rows = new ArrayList<>();
        for (int i = 1; i < lines.size(); i++) {
            rows.add(new Row(i + 1, lines.get(i), null, null));
        }
        return keep(by, rows, given);
    }

    private static Answer answer(Row row) {
        String address = row.email() == null ? row.phone() : row.email();
        return address == null
                ? new Answer(row.line(), null, State.REFUSED, "There is no address in it.")
                : new Answer(row.line(), address, State.SUPPRESSED, null);
    }
}
