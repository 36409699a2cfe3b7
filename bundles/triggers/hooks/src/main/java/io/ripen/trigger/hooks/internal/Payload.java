package io.ripen.trigger.hooks.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ripen.text.ValueText;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a sender posted, read by the pointers of its hook. */
final class Payload {
    private static final int DEEPEST = 20;
    private static final int LONGEST_ID = 140;
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxStringLength(100_000)
                            .maxNumberLength(100)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final Hook hook;
    private final byte[] body;
    private final JsonNode root;

    Payload(Hook hook, byte[] body) throws Refused {
        this.hook = hook;
        this.body = body;
        try {
            // Jackson would guess UTF-16 and others from the first bytes; a signed body has one reading only.
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
            root = JSON.readTree(text);
        } catch (CharacterCodingException notUtf8) {
            throw new Refused(400, "The body is not UTF-8.");
        } catch (JsonProcessingException broken) {
            throw new Refused(
                    400, "The body is no JSON, or nested more than " + DEEPEST + " deep, or has a name twice.");
        } catch (IOException impossible) {
            throw new IllegalStateException("A text in memory cannot be read.", impossible);
        }
        if (!root.isObject()) {
            throw new Refused(400, "The body is no JSON object.");
        }
    }

    /** Text of a text, number or boolean; the empty string when there is none. */
    String text(@Nullable JsonPointer pointer) {
        if (pointer == null) {
            return "";
        }
        JsonNode node = root.at(pointer);
        if (node.isNumber()) {
            return ValueText.of(node.numberValue());
        }
        return node.isValueNode() && !node.isNull() ? node.asText().strip() : "";
    }

    /** The sender's own id, or one that is made of the body. */
    String id() throws Refused {
        String own = text(hook.id());
        if (hook.id() != null && own.isEmpty()) {
            throw new Refused(400, "There is no id at " + hook.id() + ", so it could not be told what comes twice.");
        }
        boolean fits =
                !own.isEmpty() && own.length() <= LONGEST_ID && own.chars().noneMatch(Character::isISOControl);
        return "hook:" + hook.name() + ":"
                + (fits ? own : digest(own.isEmpty() ? body : own.getBytes(StandardCharsets.UTF_8)));
    }

    Instant at(Instant otherwise) throws Refused {
        String text = text(hook.at());
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException wrong) {
            throw new Refused(400, "The time at " + hook.at() + " is none: write it as 2026-11-22T10:00:00Z.");
        }
    }

    Map<String, Object> data() throws Refused {
        JsonNode node = hook.data() == null ? root : root.at(hook.data());
        if (node.isMissingNode() || node.isNull()) {
            return Map.of();
        }
        if (!node.isObject()) {
            throw new Refused(400, "What stands at " + hook.data() + " is no JSON object.");
        }
        return JSON.convertValue(node, new TypeReference<Map<String, Object>>() {});
    }

    private static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("This Java has no SHA-256, which every Java must have.", impossible);
        }
    }
}
