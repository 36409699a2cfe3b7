package io.ripen.contacts.internal;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * Records of a CSV file one by one, in bounded memory. A quote that is never closed costs the record that it is in and not
 * the rest of the file: how far a record may reach is limited, and after a bad one reading goes on at the next line.
 */
final class CsvRecords {
    private static final int LONGEST_LINE = 1 << 18;
    private static final int LINES_IN_A_RECORD = 100;

    private final Reader in;
    private final char[] buffer = new char[8192];
    private int filled;
    private int position;
    private boolean begun;
    private long lineNumber;
    private final Deque<Line> waiting = new ArrayDeque<>();
    private CSVFormat format = CSVFormat.RFC4180;
    private int columns = -1;
    /** How many of them there are up to the last that has a name. */
    private int named;

    private record Line(long number, String text, boolean tooLong) {
        boolean opensQuote() {
            return text.chars().filter(c -> c == '"').count() % 2 == 1;
        }
    }

    /**
     * One record.
     *
     * @param line line in the file that it begins at, from 1
     * @param values empty when there is a flaw
     * @param flaw what is wrong with it, in a sentence with the cure
     */
    record Values(long line, List<String> values, @Nullable String flaw) {}

    CsvRecords(Reader in) {
        this.in = in;
    }

    /** Reads the header; null when there is none. From here on each record must have as many fields, or empty ones behind. */
    @Nullable Values header() throws IOException {
        Line first = take();
        while (first != null && first.text().isBlank() && !first.tooLong()) {
            first = take();
        }
        Character told = first == null ? null : delimiterTold(first.text());
        if (told != null) {
            first = take();
        }
        if (first == null) {
            return null;
        }
        waiting.push(first);
        format = format.builder()
                .setDelimiter(told == null ? delimiter(first.text()) : told)
                .get();
        Values header = next();
        columns = header == null || header.flaw() != null ? -1 : header.values().size();
        named = columns;
        while (named > 0 && header != null && header.values().get(named - 1).isBlank()) {
            named--;
        }
        return header;
    }

    /** What Excel is told by a line before the header, {@code sep=;}; null when there is none. */
    private static @Nullable Character delimiterTold(String line) {
        String plain = line.replace("\"", "").replaceFirst("^[ \\uFEFF]+", "");
        if (!plain.regionMatches(true, 0, "sep=", 0, 4) || plain.length() < 5) {
            return null;
        }
        char delimiter = plain.charAt(4);
        return ",;|\t".indexOf(delimiter) >= 0 && plain.substring(5).chars().allMatch(c -> c == delimiter || c == ' ')
                ? delimiter
                : null;
    }

    /** Spreadsheets of half of the world write semicolons. */
    private static char delimiter(String header) {
        char best = ',';
        for (char each : new char[] {';', '\t', '|'}) {
            if (count(header, each) > count(header, best)) {
                best = each;
            }
        }
        return best;
    }

    private static long count(String text, char c) {
        return text.chars().filter(each -> each == c).count();
    }

    /** The next record; null at the end. */
    @Nullable Values next() throws IOException {
        Line first = take();
        while (first != null && first.text().isBlank() && !first.tooLong()) {
            first = take();
        }
        if (first == null) {
            return null;
        }
        if (first.tooLong()) {
            return new Values(
                    first.number(), List.of(), "The line is longer than " + LONGEST_LINE + " characters: shorten it.");
        }
        if (first.opensQuote()) {
            Values spanning = spanning(first);
            if (spanning != null) {
                return spanning;
            }
        }
        return parse(first.number(), first.text());
    }

    /** A record that begins in this line and ends in a later one; null when there is none, and nothing more was taken. */
    private @Nullable Values spanning(Line first) throws IOException {
        Deque<Line> taken = new ArrayDeque<>();
        StringBuilder text = new StringBuilder(first.text());
        boolean open = true;
        while (open && taken.size() < LINES_IN_A_RECORD && text.length() < LONGEST_LINE) {
            Line line = take();
            if (line == null) {
                break;
            }
            taken.push(line);
            text.append('\n').append(line.text());
            open ^= line.opensQuote();
        }
        if (!open) {
            Values values = parse(first.number(), text.toString());
            if (values.flaw() == null) {
                return values;
            }
        }
        while (!taken.isEmpty()) {
            waiting.push(taken.pop());
        }
        return null;
    }

    private Values parse(long line, String text) {
        try (CSVParser parser = CSVParser.parse(text, format)) {
            List<CSVRecord> records = parser.getRecords();
            if (records.size() != 1) {
                return new Values(
                        line, List.of(), "A quote is not closed, or stands in the wrong place: write \"\" for it.");
            }
            List<String> values = new ArrayList<>();
            records.get(0).forEach(values::add);
            while (columns >= 0
                    && values.size() > columns
                    && values.get(values.size() - 1).isBlank()) {
                // A comma at the end, which some programs write behind each row.
                values.remove(values.size() - 1);
            }
            while (values.size() < columns && values.size() >= named) {
                values.add("");
            }
            if (columns >= 0 && values.size() != columns) {
                return new Values(
                        line,
                        List.of(),
                        "The row has " + values.size() + " fields and the header has " + columns
                                + ": put a field with a comma in quotes, and leave empty fields in place.");
            }
            return new Values(line, values, null);
        } catch (IOException | UncheckedIOException | IllegalStateException e) {
            return new Values(
                    line,
                    List.of(),
                    "A quote is not closed, or stands in the wrong place: write \"\" for a quote in a text.");
        }
    }

    private @Nullable Line take() throws IOException {
        return waiting.isEmpty() ? read() : waiting.pop();
    }

    private @Nullable Line read() throws IOException {
        StringBuilder text = new StringBuilder();
        boolean tooLong = false;
        boolean any = false;
        for (int c = character(); c >= 0; c = character()) {
            any = true;
            if (c == '\n') {
                break;
            }
            if (c == '\r') {
                if (character() != '\n') {
                    unread();
                }
                break;
            }
            if (text.length() < LONGEST_LINE) {
                text.append((char) c);
            } else {
                tooLong = true;
            }
        }
        return any ? new Line(++lineNumber, text.toString(), tooLong) : null;
    }

    private int character() throws IOException {
        if (position == filled) {
            filled = in.read(buffer);
            position = 0;
            if (filled <= 0) {
                filled = 0;
                return -1;
            }
            if (!begun) {
                begun = true;
                // A byte order mark is no part of the first name.
                if (buffer[0] == '\uFEFF') {
                    position = 1;
                    return character();
                }
            }
        }
        return buffer[position++];
    }

    /** Gives the character back that {@link #character} just gave; at the end of the file there is none. */
    private void unread() {
        if (position > 0) {
            position--;
        }
    }
}
