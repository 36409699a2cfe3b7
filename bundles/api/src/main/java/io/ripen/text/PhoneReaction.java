package io.ripen.text;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A thumb, heart or laugh that somebody gave to a message. To whoever does not see it as such, a phone sends it as a text that
 * quotes the message, opt-out line and all: {@code Liked “… Reply STOP to opt out”}, {@code Gefällt „…“},
 * {@code 👍 to “…”}. Nobody has written that, so nothing that is quoted there counts.
 *
 * <p>It is one when the text is nothing but a few known words, or an emoji with "to" or the like, and a quotation up to its
 * end. {@code Liked "the house" but stop texting me} is none. Thread-safe.
 */
public final class PhoneReaction {
    private static final int LONGEST_HEAD = 60;
    private static final String OPEN = "“„«\"‟「『”";
    private static final String CLOSE = "”“»\"‟」』";

    /** In lower case, without accents and apostrophes, as iOS and others begin; {@code #} is an emoji. */
    private static final Set<String> HEADS = Set.of(
            // English
            "liked",
            "loved",
            "disliked",
            "laughed at",
            "emphasized",
            "emphasised",
            "questioned",
            "reacted # to",
            "reacted with # to",
            "removed a like from",
            "removed a heart from",
            "removed a dislike from",
            "removed a laugh from",
            "removed an exclamation from",
            "removed an exclamation mark from",
            "removed a question mark from",
            "removed a question from",
            "removed # from",
            "removed a # reaction from",
            "removed a reaction from",
            "removed # reaction from",
            "# to",
            "# from",
            "#",
            "reacted with a sticker to",
            // French
            "a aime",
            "a adore",
            "na pas aime",
            "a ri a",
            "a ri de",
            "a ri",
            "a rigole de",
            "a souligne",
            "a mis en avant",
            "a mis laccent sur",
            "a insiste sur",
            "a mis en evidence",
            "a questionne",
            "a interroge",
            "sest interroge sur",
            "a remis en question",
            "a mis en doute",
            "a reagi avec # a",
            "a reagi par # a",
            "a reagi # a",
            "a reagi a",
            "a supprime un jaime de",
            "a supprime la reaction # de",
            "a retire # de",
            "a supprime un coeur de",
            "a retire un jaime de",
            "# a",
            "# au message",
            "# pour",
            "jaime",
            "a repondu # a",
            // German
            "gefallt",
            "gefallt mir",
            "gefiel",
            "mag",
            "mochte",
            "liebt",
            "liebte",
            "findet toll",
            "gefallt nicht",
            "gefiel nicht",
            "missfallt",
            "missfiel",
            "lacht uber",
            "lachte uber",
            "lacht",
            "betont",
            "betonte",
            "hervorgehoben",
            "hebt hervor",
            "hinterfragt",
            "hinterfragte",
            "bezweifelt",
            "hat # auf",
            "hat mit # auf",
            "reagierte mit # auf",
            "hat mit # reagiert auf",
            "# auf",
            "# zu",
            "# fur",
            "hat reagiert mit # auf",
            "mit # reagiert auf",
            "hat ein gefallt mir entfernt von",
            "like entfernt von",
            "hat # entfernt von",
            "# entfernt von",
            "gefallt das",
            "hat gelikt",
            "geliked",
            "hat geliked",
            // Spanish
            "le gusto",
            "me gusta",
            "le gusta",
            "le encanto",
            "le encanta",
            "no le gusto",
            "no le gusta",
            "le dio risa",
            "se rio de",
            "se rio con",
            "se ha reido de",
            "le hizo gracia",
            "le parecio gracioso",
            "enfatizo",
            "destaco",
            "ha destacado",
            "resalto",
            "cuestiono",
            "pregunto por",
            "ha cuestionado",
            "reacciono con # a",
            "ha reaccionado con # a",
            "reacciono # a",
            "reacciono a",
            "quito un me gusta de",
            "elimino un me gusta de",
            "quito # de",
            "elimino # de",
            "quito la reaccion # de",
            "le ha gustado",
            "le ha encantado",
            "no le ha gustado",
            "# para",
            "# en",
            "# al mensaje",
            // Portuguese
            "curtiu",
            "gostou de",
            "gostou",
            "amou",
            "adorou",
            "nao curtiu",
            "nao gostou de",
            "nao gostou",
            "riu de",
            "riu",
            "riu se de",
            "achou graca de",
            "achou graca em",
            "achou engracado",
            "deu risada de",
            "enfatizou",
            "deu enfase a",
            "destacou",
            "questionou",
            "reagiu com # a",
            "reagiu a",
            "reagiu # a",
            "reagiu com # para",
            "removeu uma curtida de",
            "removeu # de",
            "removeu a reacao # de",
            "removeu um gostei de",
            "descurtiu",
            "# a mensagem",
            "# da mensagem",
            // Italian, Dutch
            "ha apprezzato",
            "piace",
            "mi piace",
            "gli piace",
            "le piace",
            "ha adorato",
            "non ha apprezzato",
            "ha riso per",
            "ha riso di",
            "ha messo in evidenza",
            "ha enfatizzato",
            "ha messo in dubbio",
            "ha reagito con # a",
            "ha rimosso un mi piace da",
            "vond",
            "vindt leuk",
            "leuk gevonden",
            "vindt",
            "vond leuk",
            "gaf een hartje aan",
            "lachte om",
            "reageerde met # op",
            "heeft met # gereageerd op",
            "# op",
            "benadrukte",
            "stelde een vraag bij");

    /** What German and Dutch put behind the quotation. */
    private static final Set<String> TAILS = Set.of(
            "",
            "reagiert",
            "gefallt",
            "gefallt mir",
            "gefallt dir",
            "hervorgehoben",
            "betont",
            "entfernt",
            "hervor",
            "toll",
            "geliked",
            "gelikt",
            "gelacht",
            "infrage gestellt",
            "in frage gestellt",
            "leuk",
            "niet leuk",
            "geweldig",
            "grappig",
            "gereageerd",
            "nicht",
            "nicht gefallen",
            "gefallen");

    private static final Pattern THING = Pattern.compile(
            "(liked|loved|disliked|laughed at|emphasized|emphasised|questioned|reacted (with )?# to|# to|"
                    + "removed .{1,20} from) (an?|your|the) "
                    + "(image|photo|picture|movie|video|attachment|audio message|sticker|link|contact|location|message)");
    private static final Pattern SIGNS =
            Pattern.compile("[\\p{So}\\p{Sk}\\p{Mn}\\p{Me}]+( *[\\p{So}\\p{Sk}\\p{Mn}\\p{Me}]+)*");
    private static final List<String> BEFORE_THE_QUOTATION = List.of(":", "-", "–");

    private PhoneReaction() {}

    /** Whether a text is one; false for the empty one. */
    public static boolean is(String text) {
        String visible = visible(text);
        int open = first(visible, OPEN);
        if (open < 0 || open > LONGEST_HEAD) {
            return open < 0
                    && visible.length() <= LONGEST_HEAD
                    && THING.matcher(head(visible)).matches();
        }
        int close = last(visible, CLOSE);
        boolean cut = close <= open && (visible.endsWith("…") || visible.endsWith("..."));
        if (close <= open && !cut) {
            return false;
        }
        String tail = cut ? "" : words(visible.substring(close + 1));
        String head = head(visible.substring(0, open));
        return HEADS.contains(head) && TAILS.contains(tail);
    }

    private static String visible(String text) {
        StringBuilder visible = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            boolean hidden = Character.getType(c) == Character.FORMAT || c == 0x2800 || c == 0x3164;
            if (!hidden) {
                visible.appendCodePoint(Character.isSpaceChar(c) ? ' ' : c);
            }
        });
        return visible.toString().strip();
    }

    private static String head(String text) {
        String head = text.strip();
        for (String each : BEFORE_THE_QUOTATION) {
            head = head.endsWith(each) ? head.substring(0, head.length() - 1).strip() : head;
        }
        Matcher signs = SIGNS.matcher(head);
        return words(signs.replaceAll(" # ")).replace("# #", "#");
    }

    private static String words(String text) {
        String normal = WrittenText.normal(text).replace("'", "").replace("-", " ");
        return normal.replaceAll("[.!,:]", " ").replaceAll(" +", " ").strip().toLowerCase(Locale.ROOT);
    }

    private static int first(String text, String of) {
        for (int i = 0; i < text.length(); i++) {
            if (of.indexOf(text.charAt(i)) >= 0) {
                return i;
            }
        }
        return -1;
    }

    private static int last(String text, String of) {
        for (int i = text.length() - 1; i >= 0; i--) {
            if (of.indexOf(text.charAt(i)) >= 0) {
                return i;
            }
        }
        return -1;
    }
}
