package io.ripen.core.store;

import java.util.Map;

/** Whether a team uses a sequence, and how. */
public record SequenceTeamRow(String sequence, String team, boolean enabled, Map<String, Object> settings) {}
