package io.ripen.inbound.mail.internal.read;

import io.ripen.inbound.mail.internal.read.DeliveryStatus.Recipient;
import io.ripen.inbound.mail.internal.read.Reasons.Reason;
import io.ripen.mail.Bounce;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Bounces: by the report of RFC 3464 where there is one, else by who sent the mail, what its subject says and what its text
 * says. A sender that is a mail system is always needed, so that a person who writes about a failed delivery is none.
 */
final class Bounces {
    private static final WordLists LISTS = WordLists.load("bounces.txt");
    private static final Set<String> SENDERS = Set.copyOf(LISTS.get("sender"));
    private static final List<String> SENDER_NAMES = LISTS.get("sender-name");
    private static final Phrases SUBJECT = new Phrases(LISTS.get("subject"));
    private static final Phrases TEXT = new Phrases(LISTS.get("text"));
    private static final Phrases ORIGINAL = new Phrases(LISTS.get("original"));
    private static final Phrases ORIGINAL_ALONE = new Phrases(LISTS.get("original-alone"));
    /** Words of a server that has not given up yet. */
    private static final Pattern LATE = Pattern.compile("\\b(?:delivery|message|mail) (?:has been |is |was )?delayed\\b"
            + "|\\b(?:delayed|delay) (?:mail|delivery)\\b|\\bstill (?:undelivered|trying|in the queue)\\b"
            + "|\\bwill (?:continue|keep) (?:to )?try|\\bwill be retried\\b"
            + "|\\b(?:do not|don't) need to resend\\b|\\bnot yet been delivered\\b");

    private static final Set<String> HEADERS = Set.of(
            "received",
            "return-path",
            "message-id",
            "mime-version",
            "x-originating-ip",
            "dkim-signature",
            "content-type",
            "from",
            "subject",
            "date",
            "to");

    private static final int MOST_LINES = 400;
    private static final int LONGEST = 20_000;
    private static final int MOST_RECIPIENTS = 50;

    private final ParsedMail mail;
    private final Facts facts;
    private final List<Recipient> reported;
    private final String ownText;
    private final String own;

    Bounces(ParsedMail mail, Facts facts) {
        this.mail = mail;
        this.facts = facts;
        reported = DeliveryStatus.of(mail);
        ownText = ownText();
        own = Words.plain(ownText);
    }

    /** The bounce that the mail is; null when it is none. */
    @Nullable Bounce find() {
        List<Recipient> failed = new ArrayList<>();
        for (Recipient each : reported) {
            if (each.failed() && failed.size() < MOST_RECIPIENTS) {
                failed.add(each);
            }
        }
        if (!failed.isEmpty() && (facts.report("delivery-status") || facts.system() || !facts.answers())) {
            return byReport(failed);
        }
        if (!reported.isEmpty() && failed.isEmpty() && !unsaid(reported)) {
            return null;
        }
        return looksLike() ? byText() : null;
    }

    /** Whether it is a notice of the one provider that tells in JSON, or that notice as a text within another. */
    static boolean told(String plain, String what) {
        return plain.startsWith("{") && plain.replace("\\\"", "\"").contains("\"notificationtype\":\"" + what + "\"");
    }

    /** A notice that a mail was delivered, handed on or read. */
    boolean delivered() {
        return !reported.isEmpty() && reported.stream().noneMatch(Recipient::failed) && !unsaid(reported);
    }

    private static boolean unsaid(List<Recipient> reported) {
        return reported.stream().anyMatch(each -> each.action().isEmpty() && each.status() == null);
    }

    private boolean looksLike() {
        if (mail.headers().has("x-failed-recipients")) {
            return true;
        }
        String text = own;
        if (told(text, "bounce")) {
            return true;
        }
        boolean says = TEXT.in(text);
        boolean subject = SUBJECT.in(facts.subject());
        if (facts.report("delivery-status") && (says || subject)) {
            return true;
        }
        if (facts.verp() && !facts.autoSubject() && (says || subject || facts.sender(SENDERS, SENDER_NAMES))) {
            return true;
        }
        boolean daemon = facts.sender(SENDERS, SENDER_NAMES);
        boolean system = daemon || facts.system();
        if (!system) {
            // A gateway that writes in its own name encloses the mail that it returns.
            return subject && says && !facts.answers() && (!mail.enclosed().isEmpty() || facts.list());
        }
        if (facts.answers() && !daemon && !subject) {
            return false;
        }
        if (subject && (says || daemon)) {
            return true;
        }
        if (facts.autoSubject()) {
            return false;
        }
        return says && (daemon || TEXT.count(text, 2) > 1 || Reasons.reply(text) > 0)
                || daemon && !mail.enclosed().isEmpty() && Reasons.of(text) != null;
    }

    private Bounce byReport(List<Recipient> failed) {
        Set<String> recipients = new LinkedHashSet<>();
        boolean hard = true;
        String status = null;
        for (Recipient each : failed) {
            if (each.address() != null && recipients.size() < MOST_RECIPIENTS) {
                recipients.add(each.address());
            }
            String said = each.said();
            Reason reason = Reasons.of(said);
            if (reason == null || telltale(said)) {
                Reason told = Reasons.of(failed.size() == 1 ? own : about(each.address()));
                reason = told != null ? told : reason;
            }
            String inText = Reasons.status(said);
            String own = each.status();
            if (own == null || Reasons.vague(own) && inText != null) {
                own = inText != null ? inText : own;
            }
            boolean one = !each.delayed() && Reasons.hard(reason, own);
            hard &= one;
            String shown = own == null || Reasons.vague(own) ? derived(reason, own, said) : own;
            status = status == null || !one && hard ? shown : status;
        }
        if (recipients.isEmpty()) {
            recipients.addAll(named());
        }
        boolean delayed = failed.stream().allMatch(Recipient::delayed);
        return new Bounce(new ArrayList<>(recipients), hard, status, delayed);
    }

    /** Whether what a server said is only a code or a name, and the report's text says more. */
    private static boolean telltale(String said) {
        return said.length() < 12;
    }

    private Bounce byText() {
        String original = ownText;
        String diagnostic = diagnostic(original);
        Reason reason = diagnostic.isEmpty() ? null : Reasons.of(diagnostic);
        if (reason == null) {
            reason = Reasons.of(own);
        }
        if (reason == null) {
            reason = Reasons.of(facts.subject());
        }
        String status = Reasons.status(diagnostic.isEmpty() ? original : diagnostic);
        if (status == null) {
            status = Reasons.status(original);
        }
        boolean hard = Reasons.hard(reason, status);
        if (status == null || Reasons.vague(status) || status.startsWith("2")) {
            status = derived(reason, null, diagnostic.isEmpty() ? original : diagnostic);
        }
        return new Bounce(
                named(),
                hard,
                status,
                !hard && LATE.matcher(facts.subject() + "\n" + own).find());
    }

    private static @Nullable String derived(@Nullable Reason reason, @Nullable String status, String said) {
        int reply = Reasons.reply(said);
        if (reason == null) {
            return status != null ? status : reply == 0 ? null : reply / 100 + ".0.0";
        }
        String kind = status != null ? status.substring(0, 1) : reply == 0 ? "5" : String.valueOf(reply / 100);
        return kind + "." + reason.kind();
    }

    /** The mail's own text without the mail that it returns. */
    private String ownText() {
        StringBuilder own = new StringBuilder();
        int count = 0;
        boolean blank = true;
        List<String> lines = mail.text().lines().limit(MOST_LINES).toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            String plain = Words.plain(line);
            if (count > 2
                    && (ORIGINAL_ALONE.begin(plain)
                            || ruled(plain) && ORIGINAL.in(plain)
                            || blank && headers(lines, i))) {
                break;
            }
            blank = plain.isEmpty();
            if (!blank) {
                count++;
            }
            own.append(line).append('\n');
            if (own.length() > LONGEST) {
                own.setLength(LONGEST);
                break;
            }
        }
        return own.toString();
    }

    private static boolean ruled(String plain) {
        return plain.startsWith("--")
                || plain.startsWith("|-")
                || plain.startsWith("==")
                || plain.startsWith("__")
                || plain.startsWith("**")
                || plain.endsWith(":")
                || plain.endsWith("--");
    }

    /** Whether the headers of the returned mail begin here. */
    private static boolean headers(List<String> lines, int from) {
        if (!header(lines.get(from))) {
            return false;
        }
        int found = 0;
        for (int i = from; i < Math.min(lines.size(), from + 12); i++) {
            found += header(lines.get(i)) ? 1 : 0;
        }
        return found >= 3;
    }

    private static boolean header(String line) {
        int colon = line.indexOf(':');
        return colon > 0
                && colon < 30
                && HEADERS.contains(line.substring(0, colon).toLowerCase(Locale.ROOT));
    }

    /** The lines in which a server's answer stands, with those that it was broken into. */
    private static String diagnostic(String text) {
        StringBuilder found = new StringBuilder();
        int follow = 0;
        String before = "";
        for (String line : text.lines().toList()) {
            boolean answer = Reasons.reply(line) > 0 || Reasons.status(line) != null;
            if (answer) {
                // The line above often says what was answered: "after MAIL FROM:".
                found.append(follow > 0 ? "" : before).append('\n');
                follow = 3;
            }
            before = line;
            if (follow > 0 && !line.isBlank()) {
                found.append(line).append('\n');
            }
            follow = line.isBlank() ? 0 : follow - 1;
        }
        return found.toString();
    }

    /** What the text says about one recipient. */
    private String about(@Nullable String address) {
        if (address == null) {
            return "";
        }
        StringBuilder found = new StringBuilder();
        int follow = 0;
        for (String line : ownText.lines().toList()) {
            if (line.toLowerCase(Locale.ROOT).contains(address)) {
                follow = 4;
            }
            if (follow > 0) {
                found.append(line).append('\n');
                follow--;
            }
        }
        return found.toString();
    }

    /** Whom the mail names as not reached. */
    private List<String> named() {
        Set<String> failed = Addresses.in(mail.headers().all("x-failed-recipients"));
        if (failed.isEmpty()) {
            Set<String> ours = Addresses.in(
                    List.of(mail.headers().text("to"), mail.headers().text("from")));
            List<String> lines = new ArrayList<>();
            List<String> others = new ArrayList<>();
            for (String line : ownText.lines().toList()) {
                String text = line.strip();
                boolean alone = text.indexOf('@') > 0 && text.indexOf(' ') < 0 || text.startsWith("<");
                (alone ? lines : others).add(text);
            }
            failed = Addresses.in(lines);
            failed.removeAll(ours);
            if (failed.isEmpty()) {
                failed = Addresses.in(others);
                failed.removeAll(ours);
            }
            if (failed.isEmpty()) {
                for (Fields original : mail.enclosed()) {
                    failed.addAll(Addresses.in(original.all("to")));
                }
                failed.removeAll(ours);
            }
        }
        return failed.stream().limit(MOST_RECIPIENTS).toList();
    }
}
