package io.ripen.benchmarks.honesty;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** Sends Unix signals to a process by its number. */
final class Signals {
    private Signals() {}

    static void send(String signal, long pid) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-" + signal, Long.toString(pid))
                .inheritIO()
                .start();
        if (!kill.waitFor(10, TimeUnit.SECONDS) || kill.exitValue() != 0) {
            throw new IOException("kill -" + signal + " " + pid + " did not work.");
        }
    }
}
