package io.ripen.rest.internal.http;

import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads text in the charset that a Content-Type names; UTF-8 when it names none. */
public final class Charsets {
    private Charsets() {}

    /** @throws ProblemException when the charset is not known here */
    public static Reader reader(InputStream in, @Nullable String contentType) {
        Optional<String> named = contentType == null ? Optional.empty() : Multipart.parameter(contentType, "charset");
        return new BufferedReader(
                new InputStreamReader(in, named.map(Charsets::charset).orElse(StandardCharsets.UTF_8)));
    }

    /** @throws ProblemException when the charset is not known here */
    static Charset charset(String name) {
        try {
            return Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw ProblemException.invalid(
                    "Content-Type",
                    "The charset " + Quoted.of(name) + " is not known.",
                    "Send the text in UTF-8, with 'charset=UTF-8' or without a charset.");
        }
    }
}
