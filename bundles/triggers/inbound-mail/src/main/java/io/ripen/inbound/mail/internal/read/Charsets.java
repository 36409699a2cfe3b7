package io.ripen.inbound.mail.internal.read;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Text from bytes whose character set is declared, wrongly declared or not declared at all. */
final class Charsets {
    /** Names that mailers use and Java does not know, or knows as something narrower than what is meant. */
    private static final Map<String, String> ALIASES = Map.ofEntries(
            Map.entry("utf8", "UTF-8"),
            Map.entry("utf-8mb4", "UTF-8"),
            Map.entry("unicode-1-1-utf-8", "UTF-8"),
            Map.entry("iso-8859-1", "windows-1252"),
            Map.entry("latin1", "windows-1252"),
            Map.entry("latin-1", "windows-1252"),
            Map.entry("ansi", "windows-1252"),
            Map.entry("iso-8859-8-i", "ISO-8859-8"),
            Map.entry("cp-850", "IBM850"),
            Map.entry("shift-jis", "windows-31j"),
            Map.entry("shift_jis", "windows-31j"),
            Map.entry("x-sjis", "windows-31j"),
            Map.entry("cp932", "windows-31j"),
            Map.entry("ks_c_5601-1987", "x-windows-949"),
            Map.entry("gb2312", "GB18030"),
            Map.entry("gbk", "GB18030"));

    private Charsets() {}

    static @Nullable Charset named(String name) {
        String plain = name.strip().replace("\"", "").replace("'", "").toLowerCase(Locale.ROOT);
        try {
            return Charset.forName(ALIASES.getOrDefault(plain, plain));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return null;
        }
    }

    static String text(byte[] bytes, @Nullable String declared) {
        return text(bytes, 0, bytes.length, declared);
    }

    static String text(byte[] bytes, int from, int length, @Nullable String declared) {
        Charset charset = declared == null ? null : named(declared);
        boolean vague = charset == null || charset.equals(StandardCharsets.US_ASCII);
        String text;
        if (vague && escaped(bytes, from, length)) {
            text = new String(bytes, from, length, Charset.forName("ISO-2022-JP"));
        } else if (charset == null || vague || charset.equals(StandardCharsets.UTF_8)) {
            text = guessed(bytes, from, length);
        } else {
            text = new String(bytes, from, length, charset);
        }
        return text.indexOf('\0') < 0 ? text : text.replace("\0", "");
    }

    private static String guessed(byte[] bytes, int from, int length) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes, from, length))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(bytes, from, length, Charset.forName("windows-1252"));
        }
    }

    /** Whether it has the escapes of ISO-2022-JP, which old mailers send without saying so. */
    private static boolean escaped(byte[] bytes, int from, int length) {
        for (int i = from; i + 2 < from + length; i++) {
            if (bytes[i] == 0x1b && bytes[i + 1] == '$' && (bytes[i + 2] == 'B' || bytes[i + 2] == '@')) {
                return true;
            }
        }
        return false;
    }
}
