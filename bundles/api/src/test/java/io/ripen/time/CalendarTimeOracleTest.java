package io.ripen.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * The calculator against Python's zoneinfo. The cases in {@code oracle.txt.gz} are made by {@code oracle.py} beside it; for more
 * of them run {@code python3 oracle.py 100000 | gzip > /tmp/cases.gz} and this test with {@code -Dripen.oracle=/tmp/cases.gz}.
 */
class CalendarTimeOracleTest {

    /** One line of the file. */
    private record Case(
            String op,
            String from,
            ZoneId zone,
            CalendarSpan span,
            @Nullable LocalTime at,
            Set<DayOfWeek> days,
            Instant end,
            int offset) {

        static Case of(String line) {
            String[] cells = line.split(" ");
            Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
            cells[7].chars().filter(Character::isDigit).forEach(c -> days.add(DayOfWeek.of(c - '0')));
            return new Case(
                    cells[0],
                    cells[2],
                    ZoneId.of(cells[1]),
                    new CalendarSpan(
                            Integer.parseInt(cells[3]),
                            Integer.parseInt(cells[4]),
                            Duration.ofSeconds(Long.parseLong(cells[5]))),
                    cells[6].equals("-") ? null : LocalTime.ofSecondOfDay(60 * Long.parseLong(cells[6])),
                    days,
                    Instant.ofEpochSecond(Long.parseLong(cells[8])),
                    Integer.parseInt(cells[9]));
        }

        Instant ours() {
            return switch (op) {
                case "P" -> CalendarTime.plus(start(), span, zone);
                case "N" -> CalendarTime.next(start(), at, days, zone);
                case "A" -> CalendarTime.after(start(), span, at, days, zone);
                case "F" -> CalendarTime.from(start(), span, at, days, zone);
                default ->
                    CalendarTime.from(LocalDate.parse(from), span, at == null ? LocalTime.of(9, 0) : at, days, zone);
            };
        }

        private Instant start() {
            return Instant.ofEpochSecond(Long.parseLong(from));
        }

        /** Whether both know the same of the zone's clock there; countries change it faster than machines are renewed. */
        boolean hasSameRules() {
            return zone.getRules().getOffset(end).getTotalSeconds() == offset;
        }
    }

    @Test
    void agreesWithAnotherLanguagesLibrary() throws IOException {
        Set<String> known = ZoneId.getAvailableZoneIds();
        Set<String> zones = new HashSet<>();
        List<String> wrong = new ArrayList<>();
        int compared = 0;
        int otherRules = 0;
        try (InputStream in = cases();
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(new GZIPInputStream(in), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!known.contains(line.split(" ")[1])) {
                    otherRules++;
                    continue;
                }
                Case each = Case.of(line);
                Instant ours = each.ours();
                if (!ours.equals(each.end()) && !each.hasSameRules()) {
                    otherRules++;
                    continue;
                }
                compared++;
                zones.add(each.zone().getId());
                if (!ours.equals(each.end())) {
                    wrong.add(line + ": ours " + ours + ", theirs " + each.end());
                }
            }
        }
        System.out.println("Oracle: " + compared + " cases over " + zones.size() + " zones compared, " + wrong.size()
                + " differ; " + otherRules + " left out, since the two know other rules of the zone.");
        assertThat(wrong).isEmpty();
        assertThat(compared).isGreaterThan(9_000);
        assertThat(zones).hasSizeGreaterThan(400);
        assertThat(otherRules).isLessThan(compared / 20);
    }

    private static InputStream cases() throws IOException {
        String more = System.getProperty("ripen.oracle");
        InputStream in = more == null
                ? CalendarTimeOracleTest.class.getResourceAsStream("oracle.txt.gz")
                : Files.newInputStream(Path.of(more));
        if (in == null) {
            throw new IOException("oracle.txt.gz is missing: make it by oracle.py.");
        }
        return in;
    }
}
