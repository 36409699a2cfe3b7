package io.ripen.core.store.internal;

import io.ripen.transaction.UnitOfWork;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which database this is, told by what a copy does not have. Compared with what the database itself remembers, it tells an
 * original from a copy.
 *
 * <ul>
 *   <li>PostgreSQL: the identifier that {@code initdb} gave to the cluster, and the number of the database in it. Both stay
 *       over restarts, minor upgrades, fail-overs and changes of host name; a dump that is read in elsewhere has others. A
 *       copy of the whole server (a snapshot, a base backup) has the same: it cannot be told from the original.
 *   <li>H2: the path of the file, and the file {@code .id} beside it: its text and, where the file system keeps it, its
 *       number (inode).
 * </ul>
 */
final class DatabaseIdentity {
    /** File systems that give a file the same number for as long as it exists. */
    private static final Set<String> LASTING_NUMBERS =
            Set.of("ext2", "ext3", "ext4", "xfs", "btrfs", "zfs", "tmpfs", "overlay", "apfs");

    private DatabaseIdentity() {}

    /** Empty when the database is in memory only, and so has no copies. */
    static Optional<String> of(UnitOfWork work) {
        return Session.dialect(work) == Dialect.H2 ? h2(work) : Optional.of(postgres(work));
    }

    private static String postgres(UnitOfWork work) {
        String oid = Sql.of(work, "SELECT CAST(oid AS VARCHAR) FROM pg_database WHERE datname = current_database()")
                .one(Row::string)
                .orElse("?");
        // Asked first: a statement that is refused would end the transaction.
        boolean may = Sql.of(work, "SELECT has_function_privilege('pg_control_system()', 'EXECUTE')")
                .one(Row::bool)
                .orElse(false);
        String cluster = may
                ? Sql.of(work, "SELECT CAST(system_identifier AS VARCHAR) FROM pg_control_system()")
                        .one(Row::string)
                        .orElse("?")
                : "?";
        return "postgresql " + cluster + " " + oid;
    }

    private static Optional<String> h2(UnitOfWork work) {
        return Sql.of(work, "SELECT DATABASE_PATH() WHERE DATABASE_PATH() IS NOT NULL")
                .one(Row::string)
                .map(path -> "h2 " + besides(Path.of(path)) + " " + path);
    }

    private static String besides(Path database) {
        Path folder = database.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            return "? ?"; // on another machine
        }
        Path file = folder.resolve(database.getFileName() + ".id");
        try {
            if (!Files.exists(file)) {
                Files.writeString(file, UUID.randomUUID() + "\n", StandardCharsets.US_ASCII);
            }
            return Files.readString(file, StandardCharsets.US_ASCII).strip() + " " + number(file);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The file " + file + ", by which a copy of the database is known, cannot be read or written.", e);
        }
    }

    private static @Nullable Object number(Path file) throws IOException {
        boolean lasting = LASTING_NUMBERS.contains(Files.getFileStore(file).type())
                && file.getFileSystem().supportedFileAttributeViews().contains("unix");
        return lasting ? Files.getAttribute(file, "unix:ino") : "?";
    }
}
