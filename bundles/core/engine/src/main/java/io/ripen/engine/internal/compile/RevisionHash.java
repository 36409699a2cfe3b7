package io.ripen.engine.internal.compile;

import io.ripen.sequence.SequenceSource;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The content hash of a revision: SHA-256 over the route and its templates, each with its name and length. */
public final class RevisionHash {
    private RevisionHash() {}

    public static String of(SequenceSource source) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            add(digest, source.xml());
            source.templates().forEach((name, text) -> {
                add(digest, name);
                add(digest, text);
            });
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every JDK has SHA-256.", impossible);
        }
    }

    private static void add(MessageDigest digest, String part) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(4).putInt(bytes.length).flip());
        digest.update(bytes);
    }
}
