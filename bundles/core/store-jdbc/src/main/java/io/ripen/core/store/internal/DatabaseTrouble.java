package io.ripen.core.store.internal;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Says in a sentence or two why a database cannot be used, naming what is wrong (host, password, database), and the cure. */
final class DatabaseTrouble {
    private static final Pattern POSTGRES =
            Pattern.compile("jdbc:postgresql:(?://(?<host>[^/?]*)/)?(?<database>[^?]*)(?:\\?.*)?");
    private static final Pattern H2 = Pattern.compile("jdbc:h2:(?:file:)?(?<database>[^;]*)(?:;.*)?");

    /** How H2 says that its file is the trouble. */
    private static final Set<String> FILE_STATES = Set.of("90020", "90028", "90031", "50000", "90098");
    /** Bytes. */
    private static final long NO_ROOM = 64 * 1024;

    private final String host;
    private final String database;
    private final String user;

    private DatabaseTrouble(String host, String database, String user) {
        this.host = host;
        this.database = database;
        this.user = user;
    }

    /** For a JDBC address of PostgreSQL or H2. */
    static DatabaseTrouble at(String url, String user) {
        Matcher postgres = POSTGRES.matcher(url);
        if (postgres.matches()) {
            String host = postgres.group("host");
            return new DatabaseTrouble(
                    host == null || host.isEmpty() ? "localhost" : host, postgres.group("database"), user);
        }
        Matcher h2 = H2.matcher(url);
        return new DatabaseTrouble("", h2.matches() ? h2.group("database") : url, user);
    }

    /** What is wrong and what to do about it. */
    String of(SQLException failure) {
        String said = said(failure);
        if (cause(failure, UnknownHostException.class) != null) {
            return "The host of the database, " + host + ", is not known: no address is found for that name. Correct"
                    + " RIPEN_DB_URL (url in etc/io.ripen.store.cfg), or mend the name service.";
        }
        if (cause(failure, ConnectException.class) != null
                || cause(failure, NoRouteToHostException.class) != null
                || cause(failure, SocketTimeoutException.class) != null) {
            return "No database answers at " + host + ": " + said
                    + " Start it, or correct the host and port in RIPEN_DB_URL" + " (url in etc/io.ripen.store.cfg).";
        }
        if (said.contains("-based authentication") && said.contains("password")) {
            return refusesThePassword(said);
        }
        String state = state(failure);
        if (FILE_STATES.contains(state) && isFull(failure)) {
            return "The database file " + database + " cannot be used, since its disk is full: " + said
                    + " Make room there; Ripen goes on by itself then.";
        }
        return switch (state) {
            case "28P01" -> refusesThePassword(said);
            case "28000" ->
                host.isEmpty()
                        ? refusesThePassword(said)
                        : "The database at " + host + " does not let the user '" + user + "' in: " + said
                                + " Correct RIPEN_DB_USER (user in etc/io.ripen.store.cfg), or let that user in there"
                                + " (pg_hba.conf).";
            case "3D000" ->
                "There is no database '" + database + "' at " + host + ": " + said + " Create it, or correct"
                        + " the name in RIPEN_DB_URL (url in etc/io.ripen.store.cfg).";
            case "53300" ->
                "The database at " + host + " has no connection left: " + said + " Raise its max_connections,"
                        + " or lower poolSize in etc/io.ripen.store.cfg.";
            case "90020" ->
                "The database file " + database + " is in use by another process: " + said + " Stop that one;"
                        + " several nodes need PostgreSQL.";
            case "90030" -> "The database file " + database + " is damaged: " + said + " Bring back a copy.";
            case "90028", "90031", "50000", "90098" ->
                "The database file " + database + " cannot be read or written: " + said
                        + " Look whether its disk is full or write-protected.";
            default ->
                "The database " + (host.isEmpty() ? database : "'" + database + "' at " + host) + " cannot be used: "
                        + said;
        };
    }

    /** H2 says "in use" and "cannot be read" too when it found no room, since what it had open is half closed then. */
    private boolean isFull(SQLException failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (String.valueOf(each.getMessage()).contains("No space left")) {
                return true;
            }
        }
        try {
            Path folder = Path.of(database.replaceFirst("^~", System.getProperty("user.home")))
                    .toAbsolutePath()
                    .getParent();
            return folder != null && Files.getFileStore(folder).getUsableSpace() < NO_ROOM;
        } catch (IOException | InvalidPathException unknown) {
            return false;
        }
    }

    private String refusesThePassword(String said) {
        return "The database refuses the password of user '" + user + "'"
                + (host.isEmpty() ? " for the file " + database : " at " + host) + ": " + said
                + " Set RIPEN_DB_USER and RIPEN_DB_PASSWORD (user and password in etc/io.ripen.store.cfg).";
    }

    private static String said(SQLException failure) {
        SQLException last = failure;
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof SQLException sql && sql.getMessage() != null) {
                last = sql;
            }
        }
        String text =
                String.valueOf(last.getMessage()).replaceFirst("^FATAL: ", "").strip();
        int line = text.indexOf('\n');
        text = line < 0 ? text : text.substring(0, line).strip();
        return text.endsWith(".") ? text : text + ".";
    }

    private static String state(SQLException failure) {
        String state = "";
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof SQLException sql && sql.getSQLState() != null) {
                state = sql.getSQLState();
            }
        }
        return state;
    }

    private static <T extends Throwable> @Nullable T cause(Throwable failure, Class<T> type) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (type.isInstance(each)) {
                return type.cast(each);
            }
        }
        return null;
    }
}
