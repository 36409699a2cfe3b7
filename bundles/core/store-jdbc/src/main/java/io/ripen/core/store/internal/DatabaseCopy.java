package io.ripen.core.store.internal;

import io.ripen.core.store.Stores;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The shell's command {@code ripen:copydatabase FILE}: a copy of the embedded database as it is at one moment, while work goes
 * on. {@code ripen backup} calls it. A gogo command: a service with {@link #SCOPE} and {@link #FUNCTION}.
 */
public final class DatabaseCopy {
    static final String SCOPE = "ripen";
    /** The name of the method; gogo finds it by that. */
    static final String FUNCTION = "copydatabase";

    private final Stores stores;

    DatabaseCopy(Stores stores) {
        this.stores = stores;
    }

    /**
     * Copies.
     *
     * @param file a .zip that does not exist yet, for H2's Restore tool
     * @throws IllegalStateException when the database is not H2, or the file is there
     */
    public String copydatabase(String file) {
        Path target = Path.of(file).toAbsolutePath();
        if (Files.exists(target)) {
            throw new IllegalStateException("There is a file " + target + " already. Nothing was copied.");
        }
        stores.transactions().call(work -> {
            if (Session.dialect(work) != Dialect.H2) {
                throw new IllegalStateException(
                        "The database is not the embedded one. Nothing was copied; use pg_dump, as 'ripen backup' does.");
            }
            return Sql.of(work, "BACKUP TO ?").add(target.toString()).update();
        });
        return "Copied the database to " + target + ".";
    }
}
