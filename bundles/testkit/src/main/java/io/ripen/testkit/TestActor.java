package io.ripen.testkit;

import io.ripen.access.Actor;

/** Who acts in a test: it may do everything. */
final class TestActor {
    static final Actor ALL = Actor.part("the test");

    private TestActor() {}
}
