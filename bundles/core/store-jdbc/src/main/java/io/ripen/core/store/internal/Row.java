package io.ripen.core.store.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the columns of a row from left to right. */
public final class Row {
    private final ResultSet results;
    private int index;

    Row(ResultSet results) {
        this.results = results;
    }

    Row first() {
        index = 0;
        return this;
    }

    /** A number; 0 when there is none. */
    public long id() throws SQLException {
        return results.getLong(++index);
    }

    public int integer() throws SQLException {
        return results.getInt(++index);
    }

    public boolean bool() throws SQLException {
        return results.getBoolean(++index);
    }

    public String string() throws SQLException {
        String value = results.getString(++index);
        if (value == null) {
            throw new SQLException(
                    "Column " + results.getMetaData().getColumnName(index) + " is null and must not be.");
        }
        return value;
    }

    public @Nullable String stringOrNull() throws SQLException {
        return results.getString(++index);
    }

    public Instant time() throws SQLException {
        Instant value = timeOrNull();
        if (value == null) {
            throw new SQLException(
                    "Column " + results.getMetaData().getColumnName(index) + " is null and must not be.");
        }
        return value;
    }

    public @Nullable Instant timeOrNull() throws SQLException {
        OffsetDateTime value = results.getObject(++index, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }

    /** A JSON object; an empty map when there is none. */
    public Map<String, Object> map() throws SQLException {
        return Json.map(results.getString(++index));
    }

    /** A JSON object of texts; an empty map when there is none. */
    public Map<String, String> texts() throws SQLException {
        return Json.texts(results.getString(++index));
    }
}
