package io.ripen.channel;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What the codes of one provider lead to, read from a file of lines
 * {@code code,message,address,sender,sequence,meaning}; the values are those of {@link Consequence} in small letters with
 * {@code -}. A code that ends in {@code *} stands for all that begin so; of several that fit the longest counts. There must be
 * a line {@code *}, so that no code is without an answer. Empty lines and lines that begin with {@code #} say nothing.
 *
 * <pre>{@code
 * 21610,refused,opted-out,kept,goes-on,"The number told Twilio STOP."
 * 30*,undelivered,kept,kept,goes-on,The carrier did not deliver it.
 * }</pre>
 *
 * <p>Immutable.
 */
public final class ConsequenceTable {
    private static final int COLUMNS = 6;

    private final Map<String, Consequence> rows = new LinkedHashMap<>();

    private ConsequenceTable() {}

    /**
     * Reads a table that a bundle brings.
     *
     * @param in closed by this
     * @throws IllegalArgumentException when a line is wrong, with its number and the cure
     */
    public static ConsequenceTable read(InputStream in) {
        ConsequenceTable table = new ConsequenceTable();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (!line.isBlank() && !line.startsWith("#") && !line.startsWith("code,")) {
                    table.add(line, number);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The table of provider codes could not be read.", e);
        }
        if (!table.rows.containsKey("*")) {
            throw new IllegalArgumentException(
                    "The table of provider codes has no line '*' for what it does not name.");
        }
        return table;
    }

    private void add(String line, int number) {
        String[] cells = line.split(",", COLUMNS);
        if (cells.length != COLUMNS) {
            throw new IllegalArgumentException("Line " + number + " of the table of provider codes has " + cells.length
                    + " columns instead of " + COLUMNS + ": code,message,address,sender,sequence,meaning.");
        }
        String code = cells[0].strip();
        Consequence row = new Consequence(
                code,
                value(Consequence.ForMessage.class, cells[1], number),
                value(Consequence.ForAddress.class, cells[2], number),
                value(Consequence.ForSender.class, cells[3], number),
                value(Consequence.ForSequence.class, cells[4], number),
                meaning(cells[5].strip()));
        if (rows.put(code, row) != null) {
            throw new IllegalArgumentException("Line " + number + " of the table of provider codes names " + code
                    + " a second time. Take one out.");
        }
    }

    private static String meaning(String cell) {
        boolean quoted = cell.length() > 1 && cell.startsWith("\"") && cell.endsWith("\"");
        return quoted ? cell.substring(1, cell.length() - 1).replace("\"\"", "\"") : cell;
    }

    private static <E extends Enum<E>> E value(Class<E> type, String cell, int number) {
        try {
            return Enum.valueOf(type, cell.strip().toUpperCase(Locale.ROOT).replace('-', '_'));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "Line " + number + " of the table of provider codes says '" + cell.strip() + "', which is none of "
                            + java.util.Arrays.toString(type.getEnumConstants()) + ".",
                    e);
        }
    }

    /** What this code leads to; its {@link Consequence#code} is the one that was asked about. */
    public Consequence of(String code) {
        Consequence exact = rows.get(code);
        for (int length = code.length(); exact == null && length >= 0; length--) {
            exact = rows.get(code.substring(0, length) + "*");
        }
        Consequence row = exact == null ? Consequence.none(code) : exact;
        return new Consequence(code, row.message(), row.address(), row.sender(), row.sequence(), row.meaning());
    }

    /** Whether a line names exactly this code. */
    public boolean names(String code) {
        return rows.containsKey(code);
    }

    /** The lines by code as written, in order. */
    public Map<String, Consequence> rows() {
        return java.util.Collections.unmodifiableMap(rows);
    }
}
