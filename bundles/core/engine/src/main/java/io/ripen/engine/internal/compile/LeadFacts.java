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

        @Override
        public boolean repliedWith(String text) {
            return false;
        }

        @Override
        public int visits(String page, String within) {
            return 0;
        }

        @Override
        public boolean visited(String page) {
            return false;
        }

        @Override
        public int inRow(boolean opened) {
            return 0;
        }

        @Override
        public int daysSinceEngagement() {
            return 0;
        }
    };

    boolean clicked(String link);

    boolean opened(String step);

    boolean replied();

    boolean repliedWith(String text);

    /**
     * Page views of the lead, also from before this enrollment.
     *
     * @param within such as {@code 5 days}
     */
    int visits(String page, String within);

    boolean visited(String page);

    /** How many of the last e-mails, in a row from the newest, were opened by a person, or were not. */
    int inRow(boolean opened);

    int daysSinceEngagement();

    /** {@code sent}, {@code refused}, {@code skipped}, {@code unknown}, or null when the step was not reached. */
    @Nullable String outcome(String step);
}
