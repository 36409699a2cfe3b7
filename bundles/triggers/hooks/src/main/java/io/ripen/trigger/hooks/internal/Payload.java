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
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ripen.text.ValueText;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One thing that a sender tells, read by the pointers of its hook. */
final class Payload {
    private static final int DEEPEST = 20;
    private static final int LONGEST_ID = 140;
    private static final int LONGEST_TYPE = 100;
    private static final int MOST = 500;
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
    private final byte[] bytes;
    private final JsonNode root;

    private Payload(Hook hook, byte[] bytes, JsonNode root) {
        this.hook = hook;
        this.bytes = bytes;
        this.root = root;
    }

    /** What a body tells: one thing, or each of a list that it is or that stands where the hook says. */
    static List<Payload> of(Hook hook, byte[] body) throws Refused {
        JsonNode root = read(body);
        MailProvider provider = hook.provider();
        if (provider != null) {
            return provider.told(root).stream()
                    .map(each -> new Payload(hook, each.toString().getBytes(StandardCharsets.UTF_8), each))
                    .toList();
        }
        JsonNode list = hook.each() == null ? root : root.at(hook.each());
        if (!list.isArray()) {
            if (!root.isObject()) {
                throw new Refused(400, "The body is no JSON object, and no list of them.");
            }
            if (hook.each() != null) {
                throw new Refused(400, "There is no list at " + hook.each() + ".");
            }
            return List.of(new Payload(hook, body, root));
        }
        if (list.isEmpty() || list.size() > MOST) {
            throw new Refused(400, "The list has " + list.size() + " things in it: send 1 to " + MOST + ".");
        }
        List<Payload> all = new ArrayList<>(list.size());
        for (JsonNode element : list) {
            all.add(new Payload(hook, element.toString().getBytes(StandardCharsets.UTF_8), element));
        }
        return all;
    }

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    /** A body as strictly as the API reads it. */
    static JsonNode read(byte[] body) throws Refused {
        try {
            // Jackson would guess UTF-16 and others from the first bytes; a signed body has one reading only.
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
            return JSON.readTree(text);
        } catch (CharacterCodingException notUtf8) {
            throw new Refused(400, "The body is not UTF-8.");
        } catch (JsonProcessingException broken) {
            throw new Refused(
                    400, "The body is no JSON, or nested more than " + DEEPEST + " deep, or has a name twice.");
        } catch (IOException impossible) {
            throw new IllegalStateException("A text in memory cannot be read.", impossible);
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

    /** A plain value; null when there is none. */
    @Nullable Object value(JsonPointer pointer) {
        JsonNode node = root.at(pointer);
        if (node.isMissingNode() || node.isNull()) {
            return null;
        }
        return JSON.convertValue(node, Object.class);
    }

    /** The sender's own id, or one that is made of what it tells. */
    String id() throws Refused {
        String own = text(hook.id());
        if (!root.isObject()) {
            throw new Refused(400, "It is no JSON object.");
        }
        if (hook.id() != null && own.isEmpty()) {
            throw new Refused(400, "There is no id at " + hook.id() + ", so it could not be told what comes twice.");
        }
        boolean fits =
                !own.isEmpty() && own.length() <= LONGEST_ID && own.chars().noneMatch(Character::isISOControl);
        return "hook:" + hook.name() + ":"
                + (fits ? own : digest(own.isEmpty() ? bytes : own.getBytes(StandardCharsets.UTF_8)));
    }

    /** The hook's type, with the sender's own word behind it where the hook says where that stands. */
    String type() throws Refused {
        if (hook.type() == null) {
            return hook.event();
        }
        if (hook.provider() != null) {
            return text(hook.type());
        }
        String word = text(hook.type())
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9._-]+", "-")
                .replaceAll("[._-]*([._-])", "$1")
                .replaceAll("^[._-]+|[._-]+$", "");
        if (word.isEmpty() || word.length() + hook.event().length() >= LONGEST_TYPE) {
            throw new Refused(400, "There is no type at " + hook.type() + " that can be an event's.");
        }
        return hook.event() + "." + word;
    }

    /** @param zone of a time that has no offset */
    Instant at(Instant otherwise, ZoneId zone) throws Refused {
        if (text(hook.at()).isEmpty()) {
            return otherwise;
        }
        Instant at = Moments.of(root.at(hook.at()), zone);
        if (at == null) {
            throw new Refused(
                    400,
                    "The time at " + hook.at()
                            + " is none: write it as 2026-11-22T10:00:00Z, or in seconds or milliseconds since 1970.");
        }
        return at;
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
