package io.ripen.delivery.internal.render;

import io.ripen.core.store.LinkTarget;

/** What the links of one message become. Each answer is a whole address. */
public interface MessageLinks {
    /** Nothing is tracked, and there is nothing to unsubscribe with. */
    MessageLinks NONE = new MessageLinks() {
        @Override
        public String link(LinkTarget target) {
            return target.url();
        }

        @Override
        public String pixel() {
            return "";
        }

        @Override
        public String hidden() {
            return "";
        }

        @Override
        public String unsubscribe() {
            return "";
        }
    };

    String link(LinkTarget target);

    /** The empty string when there is to be none; so is {@link #hidden}. */
    String pixel();

    String hidden();

    String unsubscribe();
}
