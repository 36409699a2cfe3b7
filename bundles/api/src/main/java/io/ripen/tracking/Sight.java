package io.ripen.tracking;

/**
 * What a request looks like by itself, before the message that it belongs to is looked at.
 *
 * @param engagement who seems to have made it
 * @param reason why, one lower-case word with dashes, such as {@code browser} or {@code image-proxy}
 * @param agent the program in a person's words, such as {@code Firefox on Windows}; up to 100 characters
 * @param fingerprint tells two agents of one message apart; up to 100 characters, must not be readable as an address
 */
public record Sight(Engagement engagement, String reason, String agent, String fingerprint) {}
