package io.ripen.demo.internal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One lead of the demo's file.
 *
 * @param phone E.164, or the empty string
 * @param zone in which it lives
 */
record DemoLead(String externalId, LeadKind kind, String email, String phone, ZoneId zone) {
    private static final String FILE = "/demo-leads.csv";

    /** The file as it is imported. */
    static Reader file() {
        return new StringReader(text());
    }

    /** Those that the import should keep: each external id once, rows without one left out. */
    static List<DemoLead> all() {
        String[] lines = text().split("\n");
        List<String> header = List.of(lines[0].split(","));
        Map<String, DemoLead> leads = new LinkedHashMap<>();
        for (int i = 1; i < lines.length; i++) {
            // The file has no quoted values: it is ours.
            String[] cells = lines[i].split(",", -1);
            String id = cells[header.indexOf("external_id")];
            if (!id.startsWith("refused-")) {
                leads.putIfAbsent(
                        id,
                        new DemoLead(
                                id,
                                LeadKind.of(id),
                                cells[header.indexOf("email")],
                                cells[header.indexOf("phone")],
                                ZoneId.of(cells[header.indexOf("time_zone")])));
            }
        }
        return new ArrayList<>(leads.values());
    }

    /** Rows of the file that must be refused. */
    static long broken() {
        return text().lines().filter(line -> line.startsWith("refused-")).count();
    }

    private static String text() {
        try (InputStream in = DemoLead.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException("The demo's bundle has no " + FILE + ".");
            }
            StringBuilder text = new StringBuilder();
            BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                text.append(line).append('\n');
            }
            return text.toString();
        } catch (IOException failed) {
            throw new IllegalStateException("The demo's leads cannot be read: " + failed.getMessage(), failed);
        }
    }
}
