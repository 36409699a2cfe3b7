package io.ripen.core.store.internal;

import io.ripen.transaction.UnitOfWork;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * One execution of one statement: bind the parameters in the order of their question marks, then call exactly one of
 * {@link #list}, {@link #ids}, {@link #one} or {@link #update}, which also closes it.
 */
public final class Sql {
    private final Session session;
    private final String text;
    private final PreparedStatement statement;
    private int index;

    private Sql(Session session, String text) {
        this.session = session;
        this.text = text;
        try {
            this.statement = session.connection().prepareStatement(text);
            if (!text.startsWith("SELECT") || text.contains("FINAL TABLE")) {
                session.written();
            }
        } catch (SQLException e) {
            throw Failures.of(doing(), e);
        }
    }

    public static Sql of(UnitOfWork work, String text) {
        return new Sql(Session.of(work), text);
    }

    /** Reads one row. */
    @FunctionalInterface
    public interface RowReader<R> {
        R read(Row row) throws SQLException;
    }

    @FunctionalInterface
    private interface Binding {
        void on(PreparedStatement statement, int index) throws SQLException;
    }

    private Sql bind(Binding binding) {
        try {
            binding.on(statement, ++index);
            return this;
        } catch (SQLException e) {
            close();
            throw Failures.of(doing(), e);
        }
    }

    public Sql add(long value) {
        return bind((s, i) -> s.setLong(i, value));
    }

    public Sql add(boolean value) {
        return bind((s, i) -> s.setBoolean(i, value));
    }

    public Sql add(@Nullable String value) {
        return bind((s, i) -> s.setString(i, clean(value)));
    }

    public Sql add(@Nullable Instant value) {
        return bind((s, i) -> {
            if (value == null) {
                s.setNull(i, Types.TIMESTAMP_WITH_TIMEZONE);
            } else {
                s.setObject(i, utc(value));
            }
        });
    }

    /** A list of numbers, each once. */
    public Sql addLongs(Collection<Long> values) {
        return array(values.stream().distinct().toArray(Long[]::new));
    }

    /** A list of texts, each once. */
    public Sql addStrings(Collection<String> values) {
        return array(values.stream().map(Sql::clean).distinct().toArray(String[]::new));
    }

    /** A column of numbers in which 0 stands for nothing. */
    public <T> Sql ids(List<T> rows, ToLongFunction<T> value) {
        Long[] array = new Long[rows.size()];
        for (int i = 0; i < array.length; i++) {
            long id = value.applyAsLong(rows.get(i));
            array[i] = id == 0 ? null : id;
        }
        return array(array);
    }

    public <T> Sql longs(List<T> rows, ToLongFunction<T> value) {
        Long[] array = new Long[rows.size()];
        for (int i = 0; i < array.length; i++) {
            array[i] = value.applyAsLong(rows.get(i));
        }
        return array(array);
    }

    public <T> Sql ints(List<T> rows, ToIntFunction<T> value) {
        Integer[] array = new Integer[rows.size()];
        for (int i = 0; i < array.length; i++) {
            array[i] = value.applyAsInt(rows.get(i));
        }
        return array(array);
    }

    public <T> Sql bools(List<T> rows, Predicate<T> value) {
        Boolean[] array = new Boolean[rows.size()];
        for (int i = 0; i < array.length; i++) {
            array[i] = value.test(rows.get(i));
        }
        return array(array);
    }

    public <T> Sql strings(List<T> rows, Function<T, @Nullable String> value) {
        String[] array = new String[rows.size()];
        for (int i = 0; i < array.length; i++) {
            array[i] = clean(value.apply(rows.get(i)));
        }
        return array(array);
    }

    public <T> Sql times(List<T> rows, Function<T, @Nullable Instant> value) {
        // As text, which both databases read exactly; a binary form does not exist for arrays of times.
        String[] array = new String[rows.size()];
        for (int i = 0; i < array.length; i++) {
            Instant time = value.apply(rows.get(i));
            array[i] = time == null ? null : time.truncatedTo(ChronoUnit.MICROS).toString();
        }
        return array(array);
    }

    private Sql array(@Nullable Object[] values) {
        // Not createArrayOf: PostgreSQL's driver looks up the type by its name, several times for each array. The class
        // of
        // the array says enough, and each statement casts.
        return bind((s, i) -> s.setObject(i, values));
    }

    /** All rows that it answers. */
    public <R> List<R> list(RowReader<R> reader) {
        session.statistics().statements.increment();
        try (PreparedStatement s = statement;
                ResultSet results = s.executeQuery()) {
            List<R> rows = new ArrayList<>();
            Row row = new Row(results);
            while (results.next()) {
                rows.add(reader.read(row.first()));
            }
            return rows;
        } catch (SQLException e) {
            throw Failures.of(doing(), e);
        }
    }

    /** The first row. */
    public <R> Optional<R> one(RowReader<R> reader) {
        List<R> rows = list(reader);
        return rows.isEmpty() ? Optional.empty() : Optional.of(rows.get(0));
    }

    /** The first column of all rows. */
    public Set<Long> ids() {
        return new HashSet<>(list(Row::id));
    }

    /** Runs it and answers how many rows it changed. */
    public int update() {
        session.statistics().statements.increment();
        try (PreparedStatement s = statement) {
            return s.executeUpdate();
        } catch (SQLException e) {
            if (text.startsWith("MERGE") && "23505".equals(e.getSQLState())) {
                // H2 looks first and inserts then; somebody else inserted in between, and will be found the next time.
                throw Failures.of(doing(), new SQLException(e.getMessage(), "40001", e));
            }
            throw Failures.of(doing(), e);
        }
    }

    private void close() {
        try {
            statement.close();
        } catch (SQLException e) {
            // The failure that led here matters more; the connection's end closes it in any case.
            return;
        }
    }

    static OffsetDateTime utc(Instant time) {
        return time.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }

    /** PostgreSQL keeps no NUL in text; one such character must not make a whole batch fail. */
    static @Nullable String clean(@Nullable String value) {
        return value == null || value.indexOf('\0') < 0 ? value : value.replace('\0', '\uFFFD');
    }

    private String doing() {
        return "'" + (text.length() > 90 ? text.substring(0, 90) + "…" : text) + "'";
    }
}
