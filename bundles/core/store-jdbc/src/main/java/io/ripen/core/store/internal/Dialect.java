package io.ripen.core.store.internal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;

/**
 * The few places where H2 does not speak PostgreSQL's SQL: the answer of a writing statement, an update from a list of
 * values, and an upsert. Everything else is written once.
 */
public enum Dialect {
    POSTGRESQL {
        @Override
        public String returning(String columns, String statement) {
            return statement + " RETURNING " + columns;
        }

        @Override
        public String selectAmong(String columns, String table, String key, String type) {
            return "SELECT " + columns + " FROM " + table + " WHERE " + key + " = ANY(?) ";
        }

        @Override
        public String lockEach(String columns, String table, String key, String type, String other) {
            return "SELECT m.* FROM UNNEST(CAST(? AS " + type + " ARRAY)) AS v(wanted) CROSS JOIN LATERAL (SELECT "
                    + columns + " FROM " + table + " WHERE " + other + " = ? AND " + key
                    + " = v.wanted FOR UPDATE) AS m";
        }

        @Override
        public String newestOfEach(String columns, String table, String key, String order, String condition) {
            // Each from the end of its index, which ends when there are enough that fit.
            return "SELECT m.* FROM UNNEST(CAST(? AS BIGINT ARRAY)) AS v(wanted) CROSS JOIN LATERAL (SELECT " + columns
                    + " FROM " + table + " WHERE " + key + " = v.wanted AND " + condition + " ORDER BY " + order
                    + " DESC LIMIT ?) AS m";
        }

        @Override
        public String updateFrom(String table, String set, String values, String condition) {
            return "UPDATE " + table + " AS t SET " + set + " FROM " + values + " WHERE " + condition
                    + " RETURNING t.id";
        }

        @Override
        public String upsert(String table, String keys, String rest, String set, String values) {
            return "INSERT INTO " + table + " AS t (" + keys + ", " + rest + ") SELECT v.* FROM " + values
                    + " ON CONFLICT (" + keys + ") DO UPDATE SET " + set.replace("v.", "EXCLUDED.");
        }
    },
    H2 {
        @Override
        public String returning(String columns, String statement) {
            return "SELECT " + columns + " FROM FINAL TABLE (" + statement + ")";
        }

        @Override
        public String selectAmong(String columns, String table, String key, String type) {
            // H2 compares each row that it found with the whole list again; a join does not.
            return "SELECT " + columns + " FROM UNNEST(CAST(? AS " + type + " ARRAY)) AS w(wanted) JOIN " + table
                    + " ON " + key + " = wanted WHERE TRUE ";
        }

        @Override
        public String lockEach(String columns, String table, String key, String type, String other) {
            return selectAmong(columns, table, key, type) + "AND " + other + " = ? ORDER BY " + key + " FOR UPDATE";
        }

        @Override
        public String newestOfEach(String columns, String table, String key, String order, String condition) {
            return "SELECT " + columns + " FROM (SELECT " + columns + ", ROW_NUMBER() OVER (PARTITION BY " + key
                    + " ORDER BY " + order + " DESC) AS place FROM UNNEST(CAST(? AS BIGINT ARRAY)) AS w(wanted) JOIN "
                    + table + " ON " + key + " = wanted WHERE " + condition + ") AS newest WHERE place <= ?";
        }

        @Override
        public String updateFrom(String table, String set, String values, String condition) {
            return "SELECT id FROM FINAL TABLE (MERGE INTO " + table + " AS t USING " + values + " ON " + condition
                    + " WHEN MATCHED THEN UPDATE SET " + set + ")";
        }

        @Override
        public String upsert(String table, String keys, String rest, String set, String values) {
            StringBuilder on = new StringBuilder();
            for (String key : keys.split(", ")) {
                on.append(on.isEmpty() ? "" : " AND ")
                        .append("t.")
                        .append(key)
                        .append(" = v.")
                        .append(key);
            }
            String columns = keys + ", " + rest;
            return "MERGE INTO " + table + " AS t USING " + values + " ON " + on + " WHEN MATCHED THEN UPDATE SET "
                    + set + " WHEN NOT MATCHED THEN INSERT (" + columns + ") VALUES (v." + columns.replace(", ", ", v.")
                    + ")";
        }
    };

    /** Which one a connection speaks. */
    public static Dialect of(Connection connection) throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName();
        return switch (product) {
            case "PostgreSQL" -> POSTGRESQL;
            case "H2" -> H2;
            default ->
                throw new IllegalArgumentException("The database is " + product
                        + ", which Ripen does not know. Use PostgreSQL 15 or newer, or H2 2.3 or newer.");
        };
    }

    /** Folder of the migrations that only this database gets. */
    public String folder() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * A list of values, one array parameter for each column, called {@code v}.
     *
     * @param columns such as {@code id BIGINT, name VARCHAR, at TIME}
     */
    public static String values(String columns) {
        StringBuilder arrays = new StringBuilder();
        StringBuilder names = new StringBuilder();
        for (String column : columns.split(", ")) {
            int space = column.indexOf(' ');
            String type = column.substring(space + 1);
            arrays.append(arrays.isEmpty() ? "" : ", ")
                    .append("CAST(? AS ")
                    .append(type.equals("TIME") ? "TIMESTAMP(6) WITH TIME ZONE" : type)
                    .append(" ARRAY)");
            names.append(names.isEmpty() ? "" : ", ").append(column, 0, space);
        }
        return "UNNEST(" + arrays + ") AS v(" + names + ")";
    }

    /** An insert of a list of values that leaves out rows whose key is taken. */
    public String insertNew(String table, String columns, String returning) {
        return returning(returning, insert(table, columns) + " ON CONFLICT DO NOTHING");
    }

    /** An insert of a list of values. */
    public static String insert(String table, String columns) {
        String values = values(columns);
        String names = values.substring(values.lastIndexOf("v(") + 2, values.length() - 1);
        return "INSERT INTO " + table + " (" + names + ") SELECT v.* FROM " + values;
    }

    /** Whether SELECT … LIMIT … FOR UPDATE locks the rows that it answers, and not all that it might have answered. */
    public boolean locksOnlyTheLimit() {
        return this == POSTGRESQL;
    }

    /** A writing statement that answers these columns of the rows that it wrote. */
    public abstract String returning(String columns, String statement);

    /**
     * The rows whose key is in a list, which is the first parameter; further conditions follow with AND.
     *
     * @param type type of the key, such as {@code BIGINT}
     */
    public abstract String selectAmong(String columns, String table, String key, String type);

    /**
     * Locks the rows whose {@code key} is among a list, the first parameter, and whose {@code other} is the second; in the
     * order of the list, which must be that of {@code key}. Each is looked up by itself in the index of both: PostgreSQL's plan
     * for a list, made while the table is nearly empty, reads all rows of {@code other} and is kept for minutes.
     */
    public abstract String lockEach(String columns, String table, String key, String type, String other);

    /**
     * For each key of a list, the first parameter, the one row that comes last by {@code order} and meets a condition, if any.
     *
     * @param key column of numbers that begins an index, in which {@code order} comes next
     */
    public abstract String newestOfEach(String columns, String table, String key, String order, String condition);

    /** An update of table {@code t} from values {@code v} that answers the ids of the rows that it changed. */
    public abstract String updateFrom(String table, String set, String values, String condition);

    /**
     * Inserts values, or changes the row that has the key.
     *
     * @param set assignments in terms of {@code t.} (what is there) and {@code v.} (what comes)
     */
    public abstract String upsert(String table, String keys, String rest, String set, String values);
}
