package io.ripen.inbound.mail.internal.read;

import io.ripen.mail.Complaint;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Complaints: the report of RFC 5965, and those of providers who send the mail back with nothing but a subject. */
final class Complaints {
    private static final Phrases SUBJECT =
            new Phrases(WordLists.load("bounces.txt").get("complaint-subject"));

    private static final int MOST = 50;

    private Complaints() {}

    static @Nullable Complaint find(ParsedMail mail, Facts facts) {
        String type = null;
        Set<String> recipients = new LinkedHashSet<>();
        for (Part part : mail.parts()) {
            boolean report = part.is("message/feedback-report");
            boolean loose = part.type().startsWith("text/") && !part.enclosed() && facts.report("feedback-report");
            if (report || loose) {
                Fields fields = Fields.parse(part.text().stripLeading());
                if (fields.has("feedback-type")) {
                    type = word(fields.text("feedback-type"));
                    recipients.addAll(Addresses.in(fields.all("original-rcpt-to")));
                    recipients.addAll(Addresses.in(fields.all("removal-recipient")));
                } else if (report && type == null) {
                    type = "abuse";
                }
            }
        }
        if (type == null && facts.report("feedback-report")) {
            type = "abuse";
        }
        if (type == null && SUBJECT.begin(facts.subject()) && !mail.enclosed().isEmpty() && !facts.answers()) {
            type = "abuse";
        }
        if (type == null && Bounces.told(Words.plain(mail.text()), "complaint")) {
            type = "abuse";
            recipients.addAll(Addresses.in(List.of(mail.text())));
            recipients.removeAll(Addresses.in(mail.headers().all("to")));
        }
        if (type == null) {
            return null;
        }
        for (Fields original : mail.enclosed()) {
            if (recipients.isEmpty()) {
                recipients.addAll(Addresses.in(original.all("x-hmxmroriginalrecipient")));
            }
            if (recipients.isEmpty()) {
                recipients.addAll(Addresses.in(original.all("to")));
            }
        }
        List<String> some = new ArrayList<>(recipients);
        return new Complaint(type, some.size() > MOST ? some.subList(0, MOST) : some);
    }

    private static String word(String type) {
        String plain = Words.plain(type);
        int end = 0;
        while (end < plain.length() && (Character.isLetter(plain.charAt(end)) || plain.charAt(end) == '-')) {
            end++;
        }
        return end == 0 ? "other" : plain.substring(0, end);
    }
}
