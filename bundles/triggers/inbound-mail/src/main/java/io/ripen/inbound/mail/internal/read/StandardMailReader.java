package io.ripen.inbound.mail.internal.read;

import io.ripen.mail.Bounce;
import io.ripen.mail.Complaint;
import io.ripen.mail.MailKind;
import io.ripen.mail.MailReader;
import io.ripen.mail.MailReading;
import jakarta.mail.internet.MailDateFormat;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The rules in their order: complaint, bounce, automatic answer, reply. */
@Component
public final class StandardMailReader implements MailReader {
    private static final Logger LOG = LoggerFactory.getLogger(StandardMailReader.class);

    @Override
    public MailReading read(byte[] rfc822) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        // The mail API finds its parts through the context class loader; in OSGi only its own bundle sees them.
        thread.setContextClassLoader(IMAPFolder.class.getClassLoader());
        try {
            return reading(MailParser.parse(rfc822));
        } catch (RuntimeException | StackOverflowError e) {
            LOG.warn("A mail of {} bytes could not be read and counts as 'other'.", rfc822.length, e);
            return unreadable("The mail cannot be read (" + Words.oneLine(String.valueOf(e.getMessage())) + ").");
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static MailReading reading(ParsedMail mail) {
        Facts facts = new Facts(mail.headers());
        String whole = mail.text();
        List<String> problems = new ArrayList<>(mail.problems());
        MailKind kind;
        Bounce bounce = null;
        String text = "";
        LocalDate back = null;
        Complaint complaint = Complaints.find(mail, facts);
        if (complaint != null) {
            kind = MailKind.COMPLAINT;
        } else {
            Bounces bounces = new Bounces(mail, facts);
            bounce = bounces.find();
            text = bounce != null ? "" : newText(mail, whole, problems);
            if (bounce != null) {
                kind = MailKind.BOUNCE;
            } else if (bounces.delivered() || AutoReplies.is(mail, facts, text)) {
                kind = MailKind.AUTO_REPLY;
                back = ReturnDates.of(facts.subject(), text.isEmpty() ? whole : text, sent(mail.headers()));
            } else {
                kind = written(mail, facts, text, problems) ? MailKind.REPLY : MailKind.OTHER;
            }
        }
        return new MailReading(
                kind,
                bounce,
                complaint,
                text,
                back,
                first(Addresses.ids(mail.headers().all("message-id"))),
                List.copyOf(Addresses.ids(mail.headers().all("in-reply-to"))),
                List.copyOf(Addresses.ids(mail.headers().all("references"))),
                originals(mail),
                facts.from(),
                List.copyOf(Addresses.in(facts.to())),
                mail.headers().text("subject"),
                Addresses.token(facts.to()),
                problems.isEmpty() ? null : String.join(" ", problems));
    }

    private static String newText(ParsedMail mail, String whole, List<String> problems) {
        String text = ReplyText.of(whole);
        if (ReplyText.tooLong(whole)) {
            problems.add("The text has more than " + ReplyText.MOST_LINES + " lines; only the first were read.");
        }
        if (text.isEmpty() && !whole.isBlank()) {
            // Some mailers put only the quotation into the plain part.
            text = ReplyText.of(mail.html());
        }
        if (text.isEmpty() && !whole.isBlank()) {
            text = ReplyText.below(whole);
            if (!text.isEmpty()) {
                problems.add("The answer stands below a quotation without marks; words of the quotation may be in it.");
            }
        }
        if (text.isEmpty() && !whole.isBlank()) {
            problems.add("There is no text in it beside what is quoted or a signature.");
        }
        return text;
    }

    /** Whether a person wrote it to us: not a mailing, and not nothing. */
    private static boolean written(ParsedMail mail, Facts facts, String text, List<String> problems) {
        if (mail.headers().isEmpty() || facts.from() == null) {
            problems.add("The mail does not say who sent it.");
            return false;
        }
        String precedence = Words.plain(mail.headers().text("precedence"));
        boolean mailing =
                facts.list() || precedence.equals("bulk") || precedence.equals("list") || precedence.equals("junk");
        if (mailing && !facts.answers() && !facts.subject().startsWith("re:") && Addresses.token(facts.to()) == null) {
            return false;
        }
        if (text.isEmpty() && mail.parts().isEmpty()) {
            problems.add("The mail is empty.");
            return false;
        }
        return true;
    }

    private static List<String> originals(ParsedMail mail) {
        Set<String> found = new LinkedHashSet<>();
        for (Fields enclosed : mail.enclosed()) {
            found.addAll(Addresses.ids(enclosed.all("message-id")));
        }
        return List.copyOf(found);
    }

    private static @Nullable LocalDate sent(Fields headers) {
        for (String name : List.of("date", "delivery-date", "resent-date")) {
            String value = headers.first(name);
            if (value != null && value.length() < 200) {
                try {
                    return new MailDateFormat()
                            .parse(value)
                            .toInstant()
                            .atOffset(ZoneOffset.UTC)
                            .toLocalDate();
                } catch (java.text.ParseException | RuntimeException e) {
                    // The next header may have it.
                    continue;
                }
            }
        }
        return null;
    }

    private static @Nullable String first(Set<String> ids) {
        return ids.isEmpty() ? null : ids.iterator().next();
    }

    private static MailReading unreadable(String problem) {
        return new MailReading(
                MailKind.OTHER,
                null,
                null,
                "",
                null,
                null,
                List.of(),
                List.of(),
                List.of(),
                null,
                List.of(),
                "",
                null,
                problem);
    }
}
