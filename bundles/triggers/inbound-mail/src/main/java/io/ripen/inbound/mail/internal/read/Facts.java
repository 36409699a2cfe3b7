package io.ripen.inbound.mail.internal.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the headers of a mail say about who sent it and to whom. */
final class Facts {
    /** Headers in which a server writes down where a mail went. */
    private static final List<String> DELIVERED = List.of(
            "delivered-to",
            "x-original-to",
            "envelope-to",
            "x-envelope-to",
            "x-delivered-to",
            "apparently-to",
            "x-forwarded-to",
            "x-rcpt-to",
            "x-real-to",
            "original-recipient");

    private final Fields headers;
    private final String subject;
    private final List<String> to;

    Facts(Fields headers) {
        this.headers = headers;
        this.subject = Words.plain(headers.text("subject"));
        this.to = new ArrayList<>(headers.all("to"));
        to.addAll(headers.all("cc"));
        for (String name : DELIVERED) {
            to.addAll(headers.all(name));
        }
        for (String received : headers.all("received")) {
            // "by … for <address>; date" names the envelope's recipient.
            int at = received.indexOf(" for <");
            int end = at < 0 ? -1 : received.indexOf('>', at);
            if (end > 0) {
                to.add(received.substring(at + " for ".length(), end + 1));
            }
        }
    }

    Fields headers() {
        return headers;
    }

    /** The subject, made plain. */
    String subject() {
        return subject;
    }

    /** Headers that name recipients. */
    List<String> to() {
        return to;
    }

    @Nullable String from() {
        return Addresses.one(headers.first("from"));
    }

    /** Whether the envelope's sender is empty, as that of every automatic answer and bounce must be. */
    boolean nobody() {
        for (String path : headers.all("return-path")) {
            String plain = path.replace(" ", "").toLowerCase(Locale.ROOT);
            if (plain.equals("<>") || plain.startsWith("<mailer-daemon") || plain.startsWith("mailer-daemon")) {
                return true;
            }
        }
        return false;
    }

    /** Whether a program sent it, as the envelope or the headers say. */
    boolean system() {
        String auto = Words.plain(headers.text("auto-submitted"));
        return nobody() || auto.startsWith("auto-");
    }

    /** Whether it is in a thread. */
    boolean answers() {
        return headers.has("in-reply-to") || headers.has("references");
    }

    boolean list() {
        return headers.has("list-id")
                || headers.has("list-unsubscribe")
                || headers.has("mailing-list")
                || headers.has("x-ml-info")
                || headers.has("list-subscribe")
                || headers.has("list-post");
    }

    /** Whether it came to the address that mails of ours bounce to. */
    boolean verp() {
        return Addresses.returned(to);
    }

    boolean report(String type) {
        String content = headers.text("content-type").toLowerCase(Locale.ROOT);
        return content.startsWith("multipart/report") && content.contains(type);
    }

    boolean autoSubject() {
        return AutoReplies.subject(subject);
    }

    boolean sender(Set<String> locals, List<String> names) {
        String header = headers.text("from");
        String from = from();
        String local = from == null ? Words.plain(header).replace("<", "").replace(">", "") : Addresses.local(from);
        int plus = local.indexOf('+');
        String bare = plus > 0 ? local.substring(0, plus) : local;
        if (locals.contains(bare) || bare.startsWith("microsoftexchange") || bare.startsWith("mailer-daemon")) {
            return true;
        }
        int end = header.indexOf('<');
        String name = Words.plain(end > 0 ? header.substring(0, end) : header);
        for (String each : names) {
            if (Words.find(name, each, 0) >= 0) {
                return true;
            }
        }
        return false;
    }
}
