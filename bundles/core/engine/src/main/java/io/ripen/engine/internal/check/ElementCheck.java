package io.ripen.engine.internal.check;

import io.ripen.text.NearestName;
import java.util.Set;

/** Checks what an element itself is made of: its attributes, and text that stands loose in it. */
final class ElementCheck {
    private final Findings findings;

    ElementCheck(Findings findings) {
        this.findings = findings;
    }

    void attributes(XmlElement element, Set<String> known, Set<String> required) {
        for (XmlElement.Attribute attribute : element.attributes().values()) {
            if (!known.contains(attribute.name())) {
                findings.add(
                        attribute.place(),
                        element + " has no attribute " + Findings.quote(attribute.name()) + ".",
                        NearestName.didYouMean(attribute.name(), known) + "Known: "
                                + String.join(", ", known.stream().sorted().toList()) + ".");
            }
        }
        for (String name : required) {
            if (element.value(name).isBlank()) {
                findings.add(
                        element.place(),
                        element + " needs the attribute " + Findings.quote(name) + ".",
                        "Write <" + element.name() + " " + name + "=\"…\">.");
            }
        }
    }

    void noText(XmlElement element) {
        if (!element.text().isEmpty()) {
            findings.add(
                    element.textPlace(),
                    "The text " + Findings.quote(element.text()) + " stands loose in " + element + ".",
                    "Put it into an element, such as <log message=\"…\"/>, or remove it.");
        }
    }
}
