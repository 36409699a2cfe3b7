package io.ripen.policy;

/** On which way a message came to the gate. Every way is asked about by every policy. */
public enum SendPath {
    /** A touch of a sequence. */
    SEQUENCE,
    /** One message to an audience. */
    CAMPAIGN,
    /** A person wrote it, in the conversation with the lead. */
    HAND,
    /** A trial of a template, to the address of the one who tries; counts nowhere. */
    TEST,
    /** What the law or the lead asks for: the one confirmation of an opt-out, the answer to HELP. */
    NOTICE
}
