package io.ripen.channel;

/** How a channel's template file is laid out. The file is named after the step's template and the channel: {@code hello.sms}. */
public enum TemplateFormat {
    /** The whole file is the text. */
    TEXT,
    /**
     * {@code Subject:} and further headers, an empty line, the text part, and, after a line {@code --- html}, the HTML part. With
     * an HTML part and no text, the text is made from the HTML.
     */
    MAIL
}
