package io.ripen.engine.internal.check;

import java.util.Optional;

/** Asks the language itself whether it can read an expression. Called only with text that was found harmless. */
public interface ExpressionSyntax {
    /** Finds nothing wrong; for checks without a Camel context. */
    ExpressionSyntax TRUSTING = (language, text, condition) -> Optional.empty();

    /** What the language complains of, in its own words. */
    Optional<String> complaint(String language, String text, boolean condition);
}
