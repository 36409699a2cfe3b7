package io.ripen.benchmarks.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Processor seconds of a JVM's living threads so far, by what they do, from {@code /proc/PID/task}. Threads that have ended
 * are not in it.
 */
public final class ThreadTimes {
    private ThreadTimes() {}

    /** By kind of thread, such as {@code JIT compiler} or {@code HTTP}; what has no kind is {@code other}. */
    public static Map<String, Double> of(long pid) {
        Map<String, Double> seconds = new TreeMap<>();
        try (Stream<Path> threads = Files.list(Path.of("/proc/" + pid + "/task"))) {
            for (Path thread : (Iterable<Path>) threads::iterator) {
                try {
                    String stat = Files.readString(thread.resolve("stat"));
                    String name = stat.substring(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
                    seconds.merge(kind(name), ProcessorTime.seconds(stat, false), Double::sum);
                } catch (IOException ended) {
                    // it ended while we looked
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException("The threads of process " + pid + " cannot be read: it has ended.", e);
        }
        return seconds;
    }

    /** What was used between two looks, in order of kind. */
    public static Map<String, Double> between(Map<String, Double> before, Map<String, Double> after) {
        Map<String, Double> used = new TreeMap<>();
        after.forEach((kind, seconds) -> used.put(kind, Math.max(0, seconds - before.getOrDefault(kind, 0.0))));
        return used;
    }

    /** Linux cuts names after 15 characters. */
    private static String kind(String name) {
        if (name.startsWith("C1 Compiler") || name.startsWith("C2 Compiler")) {
            return "JIT compiler";
        }
        if (Stream.of("G1 ", "GC ", "VM Thread", "Parallel").anyMatch(name::startsWith)) {
            return "garbage collection";
        }
        if (name.startsWith("qtp")) {
            return "HTTP: REST and webhooks";
        }
        if (name.startsWith("Camel ")) {
            return "Camel: Twilio and mail";
        }
        return Stream.of("ripen-claim", "ripen-settle", "ripen-sender").anyMatch(name::startsWith) ? "engine" : "other";
    }
}
