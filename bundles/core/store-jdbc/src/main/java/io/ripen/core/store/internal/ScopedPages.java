package io.ripen.core.store.internal;

import io.ripen.access.Scope;
import io.ripen.transaction.UnitOfWork;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * One page of a table whose rows belong to teams, in order of id, of the teams of a scope. Costs one look into an index for each
 * team, however many rows the other teams have: what several teams have is put together from a page of each.
 *
 * <pre>{@code
 * ScopedPages.in(scope, "SELECT id, name FROM task ", "kind = ? AND id > ?", limit)
 *         .list(work, sql -> sql.add(kind).add(after), TaskStore::read);
 * }</pre>
 *
 * <p>The table has the columns {@code team} and {@code id}. Immutable, so safe for threads.
 */
public final class ScopedPages {
    private final Scope scope;
    private final String select;
    private final String where;
    private final int limit;

    private ScopedPages(Scope scope, String select, String where, int limit) {
        this.scope = scope;
        this.select = select;
        this.where = where;
        this.limit = limit;
    }

    /**
     * @param select to the name of the table, with a blank at its end
     * @param where conditions besides the team's
     */
    public static ScopedPages in(Scope scope, String select, String where, int limit) {
        return new ScopedPages(scope, select, where, limit);
    }

    /** @param values adds the values of the conditions, in their order; called once for each team */
    public <R> List<R> list(UnitOfWork work, Consumer<Sql> values, Sql.RowReader<R> reader) {
        if (scope.isNone()) {
            return List.of();
        }
        if (scope.isAll()) {
            Sql sql = Sql.of(work, select + "WHERE " + where + " ORDER BY id LIMIT ?");
            values.accept(sql);
            return sql.add(limit).list(reader);
        }
        List<String> teams = new ArrayList<>(scope.names());
        String one = select + "WHERE team = ? AND " + where + " ORDER BY id LIMIT ?";
        Sql sql = Sql.of(
                work,
                teams.size() == 1
                        ? one
                        : teams.stream().map(team -> "(" + one + ")").collect(Collectors.joining(" UNION ALL "))
                                + " ORDER BY id LIMIT ?");
        for (String team : teams) {
            sql.add(team);
            values.accept(sql);
            sql.add(limit);
        }
        if (teams.size() > 1) {
            sql.add(limit);
        }
        return sql.list(reader);
    }
}
