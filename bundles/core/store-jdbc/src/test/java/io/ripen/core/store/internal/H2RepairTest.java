package io.ripen.core.store.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.h2.api.ErrorCode;
import org.h2.jdbcx.JdbcConnectionPool;
import org.h2.message.DbException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A damaged file cannot be made on purpose; what H2 says of one can. */
class H2RepairTest {
    private final JdbcConnectionPool pool = JdbcConnectionPool.create(
            "jdbc:h2:mem:damaged" + System.identityHashCode(this)
                    + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DB_CLOSE_DELAY=-1",
            "sa",
            "");

    @BeforeEach
    void aTable() throws SQLException {
        run(
                "CREATE TABLE lead (id BIGINT PRIMARY KEY, run_key VARCHAR, due BIGINT, CONSTRAINT lead_key UNIQUE (run_key))");
        run("CREATE INDEX lead_due ON lead (due)");
        run("INSERT INTO lead VALUES (1, 'a', 5), (2, 'b', 6)");
    }

    @AfterEach
    void close() {
        pool.dispose();
    }

    @Test
    void aTransactionThatMeetsADamagedIndexIsDoneAgainOnceTheIndexIsWhole() {
        AtomicInteger tries = new AtomicInteger();
        JdbcTransactions transactions = new JdbcTransactions(pool, new Statistics(), connection -> {});
        int done = transactions.call(work -> {
            if (tries.incrementAndGet() == 1) {
                throw Failures.of("an update", damaged("public.lead_due: 1"));
            }
            return Sql.of(work, "UPDATE lead SET due = 7 WHERE due = 5").update();
        });
        assertThat(done).isEqualTo(1);
        assertThat(tries).hasValue(2);
    }

    @Test
    void theTableKeepsItsRowsItsKeysAndItsColumns() throws SQLException {
        assertThat(new H2Repair(pool).repaired(damaged("public.lead_due: 1"))).isTrue();
        assertThatThrownBy(() -> run("INSERT INTO lead VALUES (3, 'a', 7)")).hasMessageContaining("lead_key");
        run("INSERT INTO lead VALUES (3, 'c', 7)");
    }

    @Test
    void anotherFailureIsNoDamage() {
        H2Repair repair = new H2Repair(pool);
        assertThat(repair.repaired(DbException.getJdbcSQLException(ErrorCode.LOCK_TIMEOUT_1, null, "lead")))
                .isFalse();
        assertThat(repair.repaired(damaged("public.no_such_index: 1"))).isFalse();
    }

    /** As H2 reports it: as a lock that is not to be had, with the truth as its cause. */
    private static SQLException damaged(String index) {
        SQLException truth = DbException.getJdbcSQLException(ErrorCode.ROW_NOT_FOUND_WHEN_DELETING_1, null, index);
        SQLException reported = DbException.getJdbcSQLException(ErrorCode.LOCK_TIMEOUT_1, truth, "lead");
        assertThat(reported.getSQLState()).isEqualTo("HYT00");
        return reported;
    }

    private void run(String sql) throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
