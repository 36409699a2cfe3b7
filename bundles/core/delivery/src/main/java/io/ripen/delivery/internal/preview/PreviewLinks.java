package io.ripen.delivery.internal.preview;

import io.ripen.core.store.LinkTarget;
import io.ripen.delivery.internal.render.MessageLinks;

/**
 * Links of a message that is no message of the lead's: they lead where the author wants, nothing is noted, and nobody who
 * tries one takes the lead off a list.
 */
record PreviewLinks(String publicUrl) implements MessageLinks {
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
        return publicUrl + "/t/u/preview";
    }
}
