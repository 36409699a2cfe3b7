package io.ripen.benchmarks.honesty;

/**
 * What the product's own database says of a message.
 *
 * @param state such as {@code ACCEPTED}; a delivered one counts as accepted
 * @param providerId the provider's id, or the empty string
 * @param reason the reason that is kept, or the empty string
 */
record Recorded(Touch touch, String state, String providerId, String reason, int attempts) {
    boolean accepted() {
        return switch (state) {
            case "ACCEPTED", "DELIVERED", "UNDELIVERED" -> true;
            default -> false;
        };
    }
}
