package io.ripen.policy;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Reads whether a lead asks for the messages to stop. Pure: the same text is always read the same, nothing is asked and
 * nothing is changed. An OSGi service; the one with the highest ranking is asked. Thread-safe.
 *
 * <pre>{@code
 * reader.read("STOP!!").decision();                   // OPT_OUT
 * reader.read("please stop texting me").decision();   // HOLD
 * reader.read("stop by at 5?").decision();            // NONE
 * }</pre>
 */
@ProviderType
public interface ReplyReader {

    /** Reads a text of any length; of a very long one its beginning and its end. Takes well under a millisecond. */
    ReplyReading read(String text);
}
