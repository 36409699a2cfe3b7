package io.ripen.channel.email.internal;

import jakarta.mail.MessagingException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A mail that was not accepted, or of which nobody knows, with all that decides what may be done next. */
public class SmtpFailure extends MessagingException {
    private static final long serialVersionUID = 1;
    private static final Pattern ENHANCED = Pattern.compile("^\\d{3}[ -](\\d\\.\\d{1,3}\\.\\d{1,3})\\b");

    private final PhasedTransport.Phase phase;
    private final int reply;
    private final boolean login;
    private final String words;

    /**
     * @param reply the server's reply code, or 0 when it did not reply
     * @param login whether it refused user and password
     * @param words the server's words
     */
    SmtpFailure(
            PhasedTransport.Phase phase,
            int reply,
            boolean login,
            String words,
            String message,
            @Nullable Exception cause) {
        super(message, cause);
        this.phase = phase;
        this.reply = reply;
        this.login = login;
        this.words = words;
    }

    PhasedTransport.Phase phase() {
        return phase;
    }

    int reply() {
        return reply;
    }

    boolean isLogin() {
        return login;
    }

    /** The enhanced status code, such as {@code 5.1.1}, or else the reply code. */
    String code() {
        Matcher enhanced = ENHANCED.matcher(words);
        return enhanced.find() ? enhanced.group(1) : Integer.toString(reply);
    }
}
