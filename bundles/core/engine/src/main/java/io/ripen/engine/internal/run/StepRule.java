package io.ripen.engine.internal.run;

import io.ripen.engine.internal.compile.DurablePoint;

/** What a step's author wants when its message did not go out, or when nobody knows. */
enum StepRule {
    /** The lead goes on after the step; the default. */
    CONTINUE,
    /** The run ends. */
    EXIT,
    /** The lead stays at the step until a person retries or stops it. */
    HOLD;

    static StepRule onFail(DurablePoint.Touch touch) {
        return of(touch.options().get("onFail"));
    }

    static StepRule onUnknown(DurablePoint.Touch touch) {
        return of(touch.options().get("onUnknown"));
    }

    private static StepRule of(@org.jspecify.annotations.Nullable String written) {
        return "exit".equals(written) ? EXIT : "hold".equals(written) ? HOLD : CONTINUE;
    }
}
