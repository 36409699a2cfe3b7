package io.ripen.delivery;

/** The state of a message. {@code PLANNED → SENDING → ACCEPTED | REFUSED | UNKNOWN}, back to {@code PLANNED} only when it is certain that nothing went out. */
public enum MessageState {
    /** Planned, and perhaps held by a policy until a time. */
    PLANNED,
    /** Committed before any byte leaves. */
    SENDING,
    /** The provider took it. */
    ACCEPTED,
    /** The provider confirmed that it arrived. */
    DELIVERED,
    /** The provider took it and could not deliver it. */
    UNDELIVERED,
    /** The provider refused it for good. */
    REFUSED,
    /** Nobody knows; being reconciled, or left so with its reason. */
    UNKNOWN,
    /** A policy denied it, or it could not be rendered. Never sent. */
    DENIED,
    /** The enrollment ended before it was sent. Never sent. */
    CANCELLED;

    /** Whether the lead may move on from its step. */
    public boolean isSettled() {
        return this != PLANNED && this != SENDING && this != UNKNOWN;
    }
}
