package io.ripen.delivery.internal.wording;

import io.ripen.channel.AddressKind;
import io.ripen.channel.Channel;
import io.ripen.channel.TemplateFormat;
import io.ripen.delivery.internal.render.Rendered;
import io.ripen.delivery.internal.render.TeamWords;
import io.ripen.delivery.internal.render.UnrenderableException;
import io.ripen.team.Team;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a message ends with by law, added where its author did not write it: how to opt out of texts, and under a mail how to
 * unsubscribe and the postal address. Thread-safe.
 *
 * @param optOutLine for teams that have none of their own; the empty string for none
 * @param unsubscribeLine words before the address, for teams that have none of their own; the empty string for none
 */
public record Closing(String optOutLine, String unsubscribeLine) {
    /** Adds nothing of its own; what a team has set is added all the same. */
    public static final Closing NONE = new Closing("", "");

    /** No provider takes a longer one. */
    private static final int LONGEST_SMS = 1_600;

    private static final Pattern SAYS_HOW = Pattern.compile("\\b(?:STOP|UNSUBSCRIBE|ALTO|PARAR|PARE|BAJA|SAIR)\\b"
            + "|(?i:\\bopt(?:ing)?[ -]?out\\b|\\bunsubscribe\\b"
            + "|\\b(?:reply|text|txt|send|answer|responde|envía|envia|responda)\\W{1,3}"
            + "(?:with\\W)?(?:stop|end|quit|cancel|alto|parar|pare|baja|sair)\\b)");

    /** Whether the channel's messages are SMS or like it: texts to a phone, and not tasks about one. */
    public static boolean isText(Channel channel) {
        return channel.templateFormat() == TemplateFormat.TEXT
                && channel.addressKind() == AddressKind.PHONE
                && channel.laterOutcome() == null;
    }

    public static boolean isMail(Channel channel) {
        return channel.templateFormat() == TemplateFormat.MAIL && channel.addressKind() == AddressKind.EMAIL;
    }

    /** Whether a text tells the lead how to get no more of them. */
    public static boolean saysHowToOptOut(String text) {
        return SAYS_HOW.matcher(text).find();
    }

    /**
     * @param unsubscribe the message's own address to unsubscribe with
     */
    public Rendered close(Rendered message, Team team, Channel channel, String unsubscribe)
            throws UnrenderableException {
        if (isText(channel)) {
            Rendered closed = text(message, team);
            if (closed.text().length() > LONGEST_SMS) {
                throw new UnrenderableException("The text has "
                        + closed.text().length() + " characters for this lead, and no provider takes more than "
                        + LONGEST_SMS + ". Shorten the template, or the lead's fields that it names.");
            }
            return closed;
        }
        return isMail(channel) ? mail(message, team, unsubscribe) : message;
    }

    private Rendered text(Rendered message, Team team) {
        String line = TeamWords.text(team, TeamWords.OPT_OUT_LINE, optOutLine);
        if (line.isEmpty() || saysHowToOptOut(message.text())) {
            return message;
        }
        String text = message.text().stripTrailing();
        String joint = text.indexOf('\n') >= 0 ? "\n" : " ";
        return new Rendered(message.subject(), text + joint + line, message.html(), message.headers());
    }

    private Rendered mail(Rendered message, Team team, String unsubscribe) {
        String words = TeamWords.text(team, TeamWords.UNSUBSCRIBE_LINE, unsubscribeLine);
        String address = TeamWords.postalAddress(team);
        String text = message.text();
        String html = message.html();
        List<String> foot = new ArrayList<>();
        List<String> htmlFoot = new ArrayList<>();
        if (!words.isEmpty() && !unsubscribe.isEmpty()) {
            if (!text.contains(unsubscribe)) {
                foot.add(words + " " + unsubscribe);
            }
            if (html != null && !html.contains(unsubscribe) && !html.contains(escaped(unsubscribe))) {
                htmlFoot.add("<a href=\"" + escaped(unsubscribe) + "\">" + escaped(withoutColon(words)) + "</a>");
            }
        }
        if (!address.isEmpty()) {
            if (!squeezed(text).contains(squeezed(address))) {
                foot.add(address);
            }
            if (html != null && !squeezed(html.replaceAll("<[^>]*>", " ")).contains(squeezed(escaped(address)))) {
                htmlFoot.add(escaped(address).replace("\n", "<br>\n"));
            }
        }
        if (foot.isEmpty() && htmlFoot.isEmpty()) {
            return message;
        }
        return new Rendered(
                message.subject(),
                foot.isEmpty() ? text : text.stripTrailing() + "\n\n" + String.join("\n", foot),
                html == null || htmlFoot.isEmpty()
                        ? html
                        : under(html, "<p>" + String.join("<br>\n", htmlFoot) + "</p>\n"),
                message.headers());
    }

    private static @Nullable String under(String html, String foot) {
        int end = html.toLowerCase(Locale.ROOT).lastIndexOf("</body>");
        int at = end < 0 ? html.length() : end;
        return html.substring(0, at) + (at > 0 && html.charAt(at - 1) != '\n' ? "\n" : "") + foot + html.substring(at);
    }

    private static String withoutColon(String words) {
        return words.endsWith(":") ? words.substring(0, words.length() - 1) : words;
    }

    private static String squeezed(String text) {
        return text.replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
