package io.ripen.engine.internal.compile;

import org.jspecify.annotations.Nullable;

/** What is known of a lead's engagement, loaded for the whole batch. Answers from memory. */
public interface LeadFacts {
    /** Nothing happened yet. */
    LeadFacts NONE = new LeadFacts() {
        @Override
        public boolean clicked(String link) {
            return false;
        }

        @Override
        public boolean opened(String step) {
            return false;
        }

        @Override
        public boolean replied() {
            return false;
        }

        @Override
        public @Nullable String outcome(String step) {
            return null;
        }
    };

    boolean clicked(String link);

    boolean opened(String step);

    boolean replied();

    /** {@code sent}, {@code refused}, {@code skipped}, {@code unknown}, or null when the step was not reached. */
    @Nullable String outcome(String step);
}
