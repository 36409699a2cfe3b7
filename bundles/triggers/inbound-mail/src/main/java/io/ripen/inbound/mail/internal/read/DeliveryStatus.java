package io.ripen.inbound.mail.internal.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A delivery status report of RFC 3464, taken with all the liberties that mail servers take. */
final class DeliveryStatus {
    /**
     * One recipient of the report.
     *
     * @param action {@code failed}, {@code delayed}, {@code delivered} …, empty when not said
     * @param said what the server said: diagnostic code and the comment of the status
     */
    record Recipient(
            @Nullable String address,
            String action,
            @Nullable String status,
            String said) {
        boolean failed() {
            if (action.startsWith("fail") || action.startsWith("delay") || action.startsWith("expire")) {
                return true;
            }
            return action.isEmpty() && status != null && !status.startsWith("2");
        }

        boolean delayed() {
            return action.startsWith("delay");
        }
    }

    private DeliveryStatus() {}

    /** The recipients of all reports in a mail. */
    static List<Recipient> of(ParsedMail mail) {
        List<Recipient> found = new ArrayList<>();
        for (Part part : mail.parts()) {
            boolean report = part.is("message/delivery-status") || part.is("message/global-delivery-status");
            // The report in a returned mail is about another one.
            if (report && !part.enclosed()) {
                blocks(part.text(), found);
            }
        }
        if (found.isEmpty()) {
            // Some put the fields into the text, or name the part's type wrongly.
            for (Part part : mail.parts()) {
                if (part.type().startsWith("text/") && !part.enclosed() && looksLike(part.text())) {
                    blocks(part.text(), found);
                }
            }
        }
        return found;
    }

    private static boolean looksLike(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return lower.contains("final-recipient:") && (lower.contains("\naction:") || lower.contains("\nstatus:"));
    }

    private static void blocks(String text, List<Recipient> found) {
        String even = text.replace("\r\n", "\n");
        for (String block : even.split("\n[ \t]*\n", 500)) {
            Fields fields = Fields.parse(block);
            if (fields.has("final-recipient") || fields.has("original-recipient") || fields.has("action")) {
                found.add(recipient(fields));
            }
        }
    }

    private static Recipient recipient(Fields fields) {
        Set<String> addresses = Addresses.in(List.of(
                fields.text("final-recipient"), fields.text("original-recipient"), fields.text("x-actual-recipient")));
        String original = Addresses.one(fields.first("original-recipient"));
        // The original one is whom we wrote to; a forwarding may have changed the final one.
        String address = original != null
                ? original
                : addresses.isEmpty() ? null : addresses.iterator().next();
        String action = Words.plain(fields.text("action"));
        String declared = fields.text("status");
        String status = Reasons.status(declared);
        int comment = declared.indexOf('(');
        StringBuilder said = new StringBuilder();
        for (String name : List.of("diagnostic-code", "x-supplementary-info", "x-display-name", "x-notes")) {
            for (String value : fields.all(name)) {
                if (!name.equals("x-display-name")) {
                    said.append(value).append(' ');
                }
            }
        }
        if (comment >= 0) {
            said.append(declared.substring(comment));
        }
        return new Recipient(address, action, status, said.toString().strip());
    }
}
