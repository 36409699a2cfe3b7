package io.ripen.conversation.internal;

/**
 * What came of an attempt to tell somebody.
 *
 * @param done whether there is nothing more to do: it was told, or can never be
 * @param text a sentence
 */
record Told(boolean done, String text) {}
