package io.ripen.contacts.internal;

import io.ripen.crm.ColumnNames;
import io.ripen.crm.InvalidContactException;
import io.ripen.crm.InvalidContactException.Problem;
import io.ripen.policy.OptOutLists.Meaning;
import io.ripen.policy.OptOutLists.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which column of a list of opt-outs says what, by the names that providers of mail give them. A column may say that a row is no
 * opt-out at all, since many export all their contacts with one.
 */
final class OptOutColumns {
    private static final Set<String> ADDRESS =
            Set.of("address", "recipient", "subscriber", "to", "toemail", "destination", "sms", "phones", "emails");
    private static final Set<String> REASON = Set.of(
            "reason", "error", "unsubreason", "unsubreasonother", "description", "details", "bouncereason", "note");
    /** Columns whose yes means that nothing may be sent. */
    private static final Set<String> FLAG = Set.of(
            "unsubscribed",
            "unsubscribedfromallemail",
            "isunsubscribed",
            "globalunsubscribe",
            "optout",
            "optedout",
            "emailoptout",
            "emailoptedout",
            "optedoutofemail",
            "hasoptedoutofemail",
            "smsoptout",
            "donotemail",
            "donotcontact",
            "donotsms",
            "donottext",
            "blacklisted",
            "blocklisted",
            "emailblacklisted",
            "emailblocklisted",
            "smsblacklisted",
            "smsblocklisted",
            "dnd");
    /** Columns with a word for where the address stands. */
    private static final Set<String> STATUS = Set.of(
            "status",
            "state",
            "emailstatus",
            "memberstatus",
            "subscriptionstatus",
            "subscriberstatus",
            "emailmarketingstatus",
            "emailmarketingconsent",
            "marketingstatus",
            "event",
            "type",
            "suppressionreason");

    private static final Set<String> NO = Set.of("", "false", "0", "no", "n", "nein", "non", "nee", "nao", "não");
    private static final Set<String> MAY = Set.of(
            "subscribed",
            "active",
            "confirmed",
            "optedin",
            "optin",
            "pending",
            "unconfirmed",
            "delivered",
            "softbounce",
            "softbounced",
            "allowed",
            "valid",
            "resubscribed");
    private static final Set<String> DEAD = Set.of(
            "cleaned", "bounce", "bounced", "hardbounce", "hardbounced", "invalid", "undeliverable", "permanent");
    private static final Set<String> SPAM = Set.of(
            "complaint", "complained", "spam", "spamreport", "spamcomplaint", "abuse", "reportedspam", "markedasspam");
    private static final Set<String> OUT = Set.of(
            "unsubscribed",
            "unsubscribe",
            "unsubscription",
            "manualsuppression",
            "suppressed",
            "optedout",
            "optout",
            "blacklisted",
            "blocklisted",
            "inactive");

    private final List<Integer> emails = new ArrayList<>();
    private final List<Integer> phones = new ArrayList<>();
    private final List<Integer> either = new ArrayList<>();
    private final List<Integer> reasons = new ArrayList<>();
    private final List<Integer> flags = new ArrayList<>();
    private final List<Integer> states = new ArrayList<>();
    private final List<String> names;

    /** @throws InvalidContactException when no column has addresses */
    OptOutColumns(List<String> header) {
        names = header;
        for (int i = 0; i < header.size(); i++) {
            place(i, plain(header.get(i)), ColumnNames.of(header.get(i)));
        }
        if (emails.isEmpty() && phones.isEmpty() && either.isEmpty()) {
            throw new InvalidContactException(List.of(new Problem(
                    "header",
                    "No column has addresses: name one 'email' or 'phone' in the first line of the file, or send a"
                            + " file with one address in each line.")));
        }
    }

    private void place(int column, String name, ColumnNames.@Nullable Part part) {
        if (FLAG.contains(name)) {
            flags.add(column);
        } else if (STATUS.contains(name)) {
            states.add(column);
        } else if (REASON.contains(name)) {
            reasons.add(column);
        } else if (part != null && part.name().equals("email")) {
            emails.add(column);
        } else if (part != null && part.name().equals("phone")) {
            phones.add(column);
        } else if (ADDRESS.contains(name)) {
            either.add(column);
        }
    }

    /** Whether a line is no header: a plain list begins with its first address. */
    static boolean isAddress(List<String> line) {
        return line.stream()
                .anyMatch(each -> each.indexOf('@') > 0 || each.strip().matches("\\+?[0-9][0-9 ().-]{6,}"));
    }

    Row row(long line, List<String> values) {
        String email = first(emails, values);
        String phone = first(phones, values);
        String other = first(either, values);
        if (other != null && email == null && other.indexOf('@') >= 0) {
            email = other;
        } else if (other != null && phone == null && other.indexOf('@') < 0) {
            phone = other;
        }
        return new Row(line, email, phone, first(reasons, values));
    }

    /** What the row says that it is; {@code otherwise} where it says nothing, and null when it is no opt-out. */
    @Nullable Meaning meaning(List<String> values, Meaning otherwise) {
        for (int column : states) {
            String word = plain(values.get(column));
            if (MAY.contains(word)) {
                return null;
            }
            if (DEAD.contains(word)) {
                return Meaning.BOUNCE;
            }
            if (SPAM.contains(word)) {
                return Meaning.COMPLAINT;
            }
            if (OUT.contains(word)) {
                return Meaning.OPT_OUT;
            }
        }
        boolean no = !flags.isEmpty()
                && flags.stream()
                        .allMatch(
                                column -> NO.contains(values.get(column).strip().toLowerCase(Locale.ROOT)));
        return no ? null : otherwise;
    }

    /** The columns by which a row is no opt-out. */
    String saying() {
        return flags.isEmpty() && states.isEmpty()
                ? ""
                : String.join(", ", flags.stream().map(names::get).toList())
                        + (flags.isEmpty() || states.isEmpty() ? "" : ", ")
                        + String.join(", ", states.stream().map(names::get).toList());
    }

    private static @Nullable String first(List<Integer> columns, List<String> values) {
        for (int column : columns) {
            String value = values.get(column).strip();
            if (!value.isEmpty()) {
                return value;
            }
        }
        return null;
    }

    private static String plain(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    }
}
