package io.ripen.rest.internal.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ripen.rest.internal.http.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PushbackReader;
import java.io.Reader;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import javax.ws.rs.Consumes;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.MultivaluedMap;
import javax.ws.rs.core.StreamingOutput;
import javax.ws.rs.ext.MessageBodyReader;
import javax.ws.rs.ext.MessageBodyWriter;
import javax.ws.rs.ext.Provider;

/** Reads and writes the bodies of the API by Jackson. */
@Provider
@Consumes({MediaType.APPLICATION_JSON, "application/merge-patch+json"})
@Produces(MediaType.APPLICATION_JSON)
public final class JsonBodies implements MessageBodyReader<Object>, MessageBodyWriter<Object> {
    private static final int BYTE_ORDER_MARK = 0xFEFF;

    private final ObjectMapper mapper;

    public JsonBodies(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    @Override
    public boolean isReadable(Class<?> type, Type generic, Annotation[] annotations, MediaType mediaType) {
        return type.isRecord() || type == JsonNode.class;
    }

    @Override
    public Object readFrom(
            Class<Object> type,
            Type generic,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, String> headers,
            InputStream body)
            throws IOException {
        return read(body, type);
    }

    /** Reads one JSON object, to the end of the stream. */
    public <T> T read(InputStream body, Class<T> type) throws IOException {
        JsonNode tree;
        try {
            tree = mapper.readTree(utf8(body));
        } catch (CharacterCodingException notUtf8) {
            throw ProblemException.unreadable("The body is not UTF-8.", "Send JSON in UTF-8.");
        } catch (JsonProcessingException e) {
            throw JsonProblems.unreadable(e);
        }
        if (tree == null || !tree.isObject()) {
            throw ProblemException.unreadable(
                    tree == null || tree.isMissingNode() ? "The body is empty." : "The body is JSON, but no object.",
                    "Send one JSON object in braces.");
        }
        PlainValues.check("", tree);
        return convert(tree, type);
    }

    /**
     * JSON comes in UTF-8 (RFC 8259), in its one spelling: Jackson by itself would guess UTF-16 and take overlong sequences, by
     * which the same text has several. A mark of the byte order at the beginning is skipped.
     */
    private static Reader utf8(InputStream body) throws IOException {
        PushbackReader reader = new PushbackReader(new InputStreamReader(body, StandardCharsets.UTF_8.newDecoder()));
        int first = reader.read();
        if (first >= 0 && first != BYTE_ORDER_MARK) {
            reader.unread(first);
        }
        return reader;
    }

    /** Makes a record of a tree, as strictly as if it had been the body. */
    public <T> T convert(JsonNode tree, Class<T> type) {
        try {
            return type == JsonNode.class ? type.cast(tree) : mapper.treeToValue(tree, type);
        } catch (JsonMappingException e) {
            throw JsonProblems.mismatch(e);
        } catch (JsonProcessingException e) {
            throw JsonProblems.unreadable(e);
        }
    }

    @Override
    public boolean isWriteable(Class<?> type, Type generic, Annotation[] annotations, MediaType mediaType) {
        return type != byte[].class
                && type != String.class
                && !InputStream.class.isAssignableFrom(type)
                && !StreamingOutput.class.isAssignableFrom(type);
    }

    @Override
    public void writeTo(
            Object value,
            Class<?> type,
            Type generic,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, Object> headers,
            OutputStream out)
            throws IOException {
        // In one piece: a value that cannot be written must become an error and not half an answer.
        byte[] bytes = mapper.writeValueAsBytes(value);
        headers.putSingle("Content-Length", bytes.length);
        out.write(bytes);
    }
}
