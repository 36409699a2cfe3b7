package io.ripen.benchmarks.honesty;

/** The core of the product without Karaf, told what to do on standard input. */
public final class NodeMain {
    private NodeMain() {}

    public static void main(String[] arguments) {
        throw new UnsupportedOperationException("comes with the engine");
    }
}
