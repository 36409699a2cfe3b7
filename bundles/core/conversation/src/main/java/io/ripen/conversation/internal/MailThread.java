package io.ripen.conversation.internal;

import io.ripen.conversation.Handwritten;
import io.ripen.core.store.ConversationStore.Mail;
import io.ripen.core.store.Stores;
import io.ripen.crm.Contact;
import io.ripen.transaction.UnitOfWork;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What makes the lead's mailer show a mail below those that it answers: {@code In-Reply-To} and {@code References} (RFC 5322,
 * 3.6.4). A mail answers the thread whose subject it has, {@code Re:} or not; another subject begins a new one.
 */
final class MailThread {
    private static final String CHANNEL = "email";
    private static final int MOST_MAILS = 100;
    /** The first says which thread it is, the last ones where in it. */
    private static final int MOST_REFERENCES = 20;

    private static final Pattern ID = Pattern.compile("(<[^<>\\s]{1,250}>)(?:#\\d{1,18})?");
    private static final Pattern PREFIX = Pattern.compile(
            "^(?:re|aw|antw|sv|vs|res|rv|fwd?|wg|tr|enc)(?:\\[\\d{1,3}\\])?\\s{0,3}:\\s*", Pattern.CASE_INSENSITIVE);

    private MailThread() {}

    /** Headers of a mail that is written now; none for another channel, or when it begins a thread. */
    static Map<String, String> headers(Stores stores, UnitOfWork work, Contact contact, Handwritten draft) {
        String subject = draft.subject();
        if (!draft.channel().equals(CHANNEL) || subject == null || base(subject).isEmpty()) {
            return Map.of();
        }
        List<String> references = new ArrayList<>();
        String theirs = null;
        String ours = null;
        for (Mail mail : stores.conversations().mails(work, contact.id().value(), MOST_MAILS)) {
            Matcher id = ID.matcher(mail.id());
            if (id.matches() && base(subject).equals(base(mail.subject()))) {
                references.add(0, id.group(1));
                theirs = theirs == null && mail.inbound() ? id.group(1) : theirs;
                ours = ours == null && !mail.inbound() ? id.group(1) : ours;
            }
        }
        String answered = theirs == null ? ours : theirs;
        if (answered == null) {
            return Map.of();
        }
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("In-Reply-To", answered);
        headers.put("References", String.join(" ", some(references)));
        return headers;
    }

    private static List<String> some(List<String> references) {
        if (references.size() <= MOST_REFERENCES) {
            return references;
        }
        List<String> some = new ArrayList<>(references.subList(0, 1));
        some.addAll(references.subList(references.size() - MOST_REFERENCES + 1, references.size()));
        return some;
    }

    private static String base(@Nullable String subject) {
        String rest = subject == null ? "" : subject.strip();
        Matcher prefix = PREFIX.matcher(rest);
        while (prefix.find()) {
            rest = rest.substring(prefix.end());
            prefix = PREFIX.matcher(rest);
        }
        return rest.replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
    }
}
