package io.ripen.core.store.internal;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Brings an empty database to a version, with the rows of {@code releases/}, so that it can be dumped for
 * {@link ReleasedSchemasContract}. Arguments: JDBC address, user, password, version, and for H2 the file to write. Dump
 * PostgreSQL with {@code pg_dump --inserts --no-owner --no-privileges} and take out the lines that begin with a backslash and
 * the SET of search_path.
 */
final class ReleaseDump {
    private ReleaseDump() {}

    public static void main(String[] args) throws IOException, SQLException {
        try (Pool pool = Pool.of(args[0], args[1], args[2], 2)) {
            ReleasedSchemasContract.install(pool.dataSource(), args[3]);
            if (args.length > 4) {
                try (Connection connection = pool.dataSource().getConnection();
                        Statement statement = connection.createStatement()) {
                    statement.execute("SCRIPT NOPASSWORDS NOSETTINGS TO '" + args[4] + "'");
                }
            }
        }
    }
}
