package io.ripen.channel.email.internal;

import io.ripen.channel.OutboundMessage;
import io.ripen.team.Team;
import jakarta.mail.internet.InternetAddress;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The name in a mail's From, which readers see before anything else: the business, or the lead's owner when the team's setting
 * {@code fromName} is {@code rep}. The address stays the one that the mail server may send from.
 */
final class SenderName {
    private static final String SETTING = "fromName";
    private static final String REP = "rep";
    private static final int LONGEST = 80;
    private static final Pattern CONTROLS = Pattern.compile("[\\p{Cntrl}\\p{Cf}\\u2028\\u2029]+");

    private SenderName() {}

    /**
     * The sender with its name. A name that was written with the address stays, unless the team says otherwise.
     *
     * @param from as configured, or as the step names it
     * @param ofStep whether the step names it: then nothing is put in its place
     */
    static InternetAddress named(InternetAddress from, boolean ofStep, OutboundMessage message) {
        String written = usable(from.getPersonal());
        if (ofStep && written != null) {
            return from;
        }
        Team team = message.team();
        boolean byRep = REP.equals(team.settings().get(SETTING));
        String name = byRep ? usable(message.contact().owner()) : null;
        if (name == null && (byRep || written == null || !team.businessName().equals(team.name()))) {
            name = team.hasBusinessName() ? usable(team.businessName()) : null;
        }
        try {
            return name == null ? from : new InternetAddress(from.getAddress(), name, StandardCharsets.UTF_8.name());
        } catch (UnsupportedEncodingException impossible) {
            throw new IllegalStateException("This Java has no UTF-8, which every Java must have.", impossible);
        }
    }

    /** One short line; null for nothing, and for an address: a name with an '@' is what fraud looks like, and filters know it. */
    private static @Nullable String usable(@Nullable String name) {
        String line = name == null ? "" : CONTROLS.matcher(name).replaceAll(" ").strip();
        return line.isEmpty() || line.length() > LONGEST || line.indexOf('@') >= 0 ? null : line;
    }
}
