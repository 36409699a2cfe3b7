package io.ripen.core.store;

class H2ContactScoresTest extends ContactScoresContract {
    H2ContactScoresTest() {
        super(TestDatabase.H2);
    }
}
