package io.ripen.task;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A task to be.
 *
 * @param kind {@code call}, {@code todo}, {@code reply} or {@link #ALARM}; up to 20 of a-z, 0-9 and '-'
 * @param title one line, what to do
 * @param script what to say or the details, or null
 * @param voicemail what to say to the mailbox, or null
 * @param dueIn when it should be done, from now, business time, whole days being days of the lead's calendar; null when it does not matter
 */
public record TaskDraft(
        String kind,
        String title,
        @Nullable String script,
        @Nullable String voicemail,
        @Nullable Duration dueIn) {

    /** Sending was paused; somebody is told besides, by mail or webhook. */
    public static final String ALARM = "alarm";
}
