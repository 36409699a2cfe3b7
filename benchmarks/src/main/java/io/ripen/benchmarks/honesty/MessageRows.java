package io.ripen.benchmarks.honesty;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Reads what the product's database says, when the product is stopped. */
final class MessageRows {
    private static final String SQL = """
            SELECT c.first_name, m.step, m.state, m.provider_id, m.reason, m.attempt
            FROM message m JOIN contact c ON c.id = m.contact_id WHERE m.sequence_id = ? ORDER BY m.id""";

    private MessageRows() {}

    static List<Recorded> read(Connection connection) throws SQLException {
        List<Recorded> rows = new ArrayList<>();
        try (var statement = connection.prepareStatement(SQL)) {
            statement.setString(1, HonestSequence.ID);
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    rows.add(new Recorded(
                            new Touch(
                                    Integer.parseInt(result.getString(1).substring(1)),
                                    Integer.parseInt(result.getString(2).substring("touch-".length()))),
                            result.getString(3),
                            orEmpty(result.getString(4)),
                            orEmpty(result.getString(5)),
                            result.getInt(6)));
                }
            }
        }
        return rows;
    }

    private static String orEmpty(@org.jspecify.annotations.Nullable String text) {
        return text == null ? "" : text;
    }
}
