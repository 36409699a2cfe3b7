package io.ripen.core.store.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Builds the indexes of an H2 table anew. A process that is killed while H2 writes its file can leave rows behind that an
 * index has no entry for: each change of such a row is refused from then on (error 90112, which H2 reports as a lock that is
 * not to be had), so its lead would stand still for ever. Seen once in 200 kills. Thread-safe.
 */
final class H2Repair {
    private static final Logger LOG = LoggerFactory.getLogger(H2Repair.class);
    private static final int ROW_NOT_IN_INDEX = 90112;
    private static final Pattern INDEX = Pattern.compile("\"(?:[^\".]+\\.)?([^\".: ]+): [^\"]*\"");

    private final DataSource pool;

    H2Repair(DataSource pool) {
        this.pool = pool;
    }

    /** Builds the indexes anew that a failure says are damaged; true when the same transaction may succeed now. */
    synchronized boolean repaired(Throwable failure) {
        String index = damagedIndex(failure);
        if (index == null) {
            return false;
        }
        try (Connection connection = pool.getConnection()) {
            connection.setAutoCommit(true);
            String table = table(connection, index);
            if (table == null) {
                return false;
            }
            LOG.warn(
                    "An index of table '{}' lacks entries since the process was killed ({}); its indexes are built anew.",
                    table,
                    index);
            try (Statement statement = connection.createStatement()) {
                // Another column means another copy of the table, with all indexes made from its rows.
                statement.execute("ALTER TABLE " + table + " ADD COLUMN IF NOT EXISTS built_anew INTEGER");
                statement.execute("ALTER TABLE " + table + " DROP COLUMN built_anew");
            }
            LOG.info("The indexes of table '{}' are complete again.", table);
            return true;
        } catch (SQLException e) {
            LOG.error(
                    "Index '{}' lacks entries and could not be built anew, so what stands in its rows cannot be changed. Stop"
                            + " Ripen, export the database with H2's Script tool, and import it with RunScript.",
                    index,
                    e);
            return false;
        }
    }

    static @Nullable String damagedIndex(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getErrorCode() == ROW_NOT_IN_INDEX) {
                Matcher name = INDEX.matcher(String.valueOf(sql.getMessage()));
                return name.find() ? name.group(1) : null;
            }
        }
        return null;
    }

    private static @Nullable String table(Connection connection, String index) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT table_name FROM information_schema.indexes WHERE LOWER(index_name) = LOWER(?)")) {
            select.setString(1, index);
            try (ResultSet found = select.executeQuery()) {
                return found.next() ? found.getString(1) : null;
            }
        }
    }
}
