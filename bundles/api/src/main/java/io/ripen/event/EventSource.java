package io.ripen.event;

/** Where an event came from; kept with it and shown in the timeline. */
public enum EventSource {
    /** REST call by a program or person. */
    API,
    /** The CRM or a connector to it. */
    CRM,
    /** Import of a file. */
    IMPORT,
    /** A channel's provider: inbound message, status callback. */
    PROVIDER,
    /** A web page or form. */
    WEB,
    /** A step of a sequence. */
    SEQUENCE
}
