package io.ripen.conversation.internal;

import io.ripen.core.store.ConversationRow;
import io.ripen.core.store.ConversationStore.Place;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Places in a conversation as text: microseconds, side and id, such as {@code 1772359200123456.m1001}. */
final class Places {
    private static final Pattern FORM = Pattern.compile("(\\d{1,17})\\.([im])(\\d{1,18})");
    private static final long MICROS = 1_000_000;

    private Places() {}

    static String write(ConversationRow row) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, row.at()) + "." + (row.inbound() ? "i" : "m") + row.id();
    }

    static Place read(String text) {
        Matcher form = FORM.matcher(text);
        if (form.matches()) {
            try {
                long micros = Long.parseLong(form.group(1));
                Instant at = Instant.ofEpochSecond(micros / MICROS, micros % MICROS * 1_000);
                return new Place(at, form.group(2).equals("i"), Long.parseLong(form.group(3)));
            } catch (DateTimeException e) {
                throw no(e);
            }
        }
        throw no(null);
    }

    private static IllegalArgumentException no(@org.jspecify.annotations.Nullable Exception cause) {
        return new IllegalArgumentException(
                "That is no place in a conversation. Use what the page before gave as 'next', as it is.", cause);
    }
}
