package io.ripen.mail;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Says what a mail counts as. An OSGi service.
 *
 * <pre>{@code
 * MailReading reading = reader.read(bytes);
 * if (reading.kind() == MailKind.REPLY) {
 *     answer(reading.newText());
 * }
 * }</pre>
 *
 * <p>Changes nothing and keeps nothing. Thread-safe.
 */
@ProviderType
public interface MailReader {

    /**
     * Reads a mail. Never throws, however broken the mail is, and takes less than a second: of a very large mail only the
     * beginning is read. What could not be read is said in {@link MailReading#problem()}.
     *
     * @param rfc822 the mail as it came, headers and body
     */
    MailReading read(byte[] rfc822);
}
