package io.ripen.engine.internal.check;

/** Checks that the sequence can be cut where a lead's position stands: around it, everything can be left and entered. */
final class CutCheck {
    private final ToCheck toCheck;
    private final Findings findings;

    CutCheck(ToCheck toCheck, Findings findings) {
        this.toCheck = toCheck;
        this.findings = findings;
    }

    /** Refuses a wait or a message within what cannot be cut. */
    void at(XmlElement to, String scheme) {
        for (XmlElement around = to.parent(); around != null; around = around.parent()) {
            if (!around.name().equals("routes") && !Grammar.durableInside(around.name())) {
                findings.add(
                        to.place(),
                        "A " + scheme + ": step stands inside " + around + " (line "
                                + around.place().line()
                                + "): the lead's position is kept in the database there, and " + around
                                + " cannot be left and entered again.",
                        "Move the step out of " + around
                                + "; waits and messages may stand in choice, filter, pipeline and step.");
                return;
            }
        }
    }

    /** In an element that is refused anyway, the waits and messages in it are told too: they would have to move out. */
    void within(XmlElement refused) {
        for (XmlElement child : refused.children()) {
            String uri = child.value("uri").trim();
            String scheme = uri.contains(":") ? uri.substring(0, uri.indexOf(':')) : "";
            if (child.name().equals("to") && toCheck.isDurable(scheme)) {
                at(child, scheme);
            }
            within(child);
        }
    }
}
