package io.ripen.core.store;

import java.time.Instant;

/**
 * A team's own wording of one template.
 *
 * @param file file name, such as {@code day-1-intro.sms}
 * @param changedAt business time
 */
public record TemplateOverrideRow(
        String team, String sequence, String file, String content, String changedBy, Instant changedAt) {}
