package io.ripen.core.store;

/** The database sequences that ids come from. */
public enum IdKind {
    CONTACT,
    ENROLLMENT,
    MESSAGE,
    HISTORY,
    NODE,
    INBOUND,
    LINK,
    TASK,
    NOTIFICATION,
    HIT,
    CONSENT,
    ACCOUNT,
    API_TOKEN,
    WEB_SESSION,
    ACCOUNT_IDENTITY
}
