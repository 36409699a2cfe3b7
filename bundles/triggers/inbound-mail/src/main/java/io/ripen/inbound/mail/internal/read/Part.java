package io.ripen.inbound.mail.internal.read;

/**
 * A leaf of a mail.
 *
 * @param type media type in lower case, such as {@code text/plain}
 * @param text its content as text; empty for anything that is no text
 * @param attachment whether it is meant as a file and not as the mail's text
 * @param enclosed whether it belongs to another mail that is enclosed in this one
 */
record Part(String type, Fields headers, String text, boolean attachment, boolean enclosed) {
    boolean is(String wanted) {
        return type.equals(wanted);
    }
}
