package io.ripen.core.store.internal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The hash of an entry of the audit log: SHA-256 over the hash before and each column, each with its length before it, so that no two
 * rows give the same bytes.
 */
public final class AuditHash {
    private final MessageDigest digest;

    private AuditHash() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("This Java has no SHA-256, which every Java must have.", impossible);
        }
    }

    /** In hexadecimal. */
    public static String of(String before, AuditRow row) {
        AuditHash hash = new AuditHash();
        hash.text(before);
        hash.number(row.number());
        hash.number(micros(row.at()));
        hash.text(row.actorKind());
        hash.text(row.actor());
        hash.number(row.account());
        hash.text(row.team());
        hash.text(row.action());
        hash.text(row.target());
        hash.text(row.details());
        hash.text(row.sealed());
        return HexFormat.of().formatHex(hash.digest.digest());
    }

    private static long micros(Instant at) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, at);
    }

    private void number(long value) {
        digest.update(ByteBuffer.allocate(Long.BYTES).putLong(value).array());
    }

    private void text(@Nullable String value) {
        if (value == null) {
            number(-1);
            return;
        }
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        number(bytes.length);
        digest.update(bytes);
    }
}
