package io.ripen.rest.internal.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import io.ripen.crm.ContactId;
import io.ripen.rest.internal.http.Ids;
import java.io.IOException;

/** A contact's id: {@code "1001"}, or {@code 1001} from a program that takes ids for numbers. */
final class ContactIdReader extends StdScalarDeserializer<ContactId> {
    private static final long serialVersionUID = 1;

    ContactIdReader() {
        super(ContactId.class);
    }

    @Override
    public ContactId deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        if (parser.hasToken(JsonToken.VALUE_STRING) || parser.hasToken(JsonToken.VALUE_NUMBER_INT)) {
            String text = parser.getText();
            return Ids.number(text)
                    .map(ContactId::new)
                    .orElseThrow(() -> context.weirdStringException(text, ContactId.class, "no id"));
        }
        return (ContactId) context.handleUnexpectedToken(ContactId.class, parser);
    }
}
