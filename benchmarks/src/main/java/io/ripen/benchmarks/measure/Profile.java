package io.ripen.benchmarks.measure;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

/** A sampled profile of this JVM by Flight Recorder: a sample of each running thread every 10 ms. */
public final class Profile implements AutoCloseable {
    private final Recording recording;
    private final List<List<String>> stacks = new ArrayList<>();

    /** A part of the program, known by the beginning of its class names. */
    public record Layer(String name, String prefix) {}

    private Profile() {
        recording = new Recording();
        recording.enable("jdk.ExecutionSample").withPeriod(Duration.ofMillis(10));
        recording.start();
    }

    public static Profile start() {
        return new Profile();
    }

    /** Ends the recording, keeps it in {@code file} and reads its samples. */
    public void stop(Path file) throws IOException {
        recording.stop();
        recording.dump(file);
        for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
            if (event.getEventType().getName().equals("jdk.ExecutionSample") && event.getStackTrace() != null) {
                stacks.add(event.getStackTrace().getFrames().stream()
                        .map(Profile::name)
                        .toList());
            }
        }
    }

    private static String name(RecordedFrame frame) {
        return frame.getMethod().getType().getName() + "." + frame.getMethod().getName();
    }

    /** Shares of the samples by layer; a stack belongs to the layer of its topmost frame that is in any. */
    public Table table(List<Layer> layers) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        layers.forEach(layer -> counts.put(layer.name(), 0));
        for (List<String> stack : stacks) {
            counts.merge(layerOf(stack, layers), 1, Integer::sum);
        }
        Table table = new Table("where the JVM's time goes", "samples", "%");
        counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .filter(entry -> entry.getValue() > 0)
                .forEach(
                        entry -> table.row(entry.getKey(), entry.getValue(), 100.0 * entry.getValue() / stacks.size()));
        return table;
    }

    private static String layerOf(List<String> stack, List<Layer> layers) {
        for (String frame : stack) {
            for (Layer layer : layers) {
                if (frame.startsWith(layer.prefix())) {
                    return layer.name();
                }
            }
        }
        return "JDK: threads, queues, garbage";
    }

    /** The methods that are at the top of, or anywhere in, most samples. */
    public List<String> hottest(int limit) {
        Map<String, int[]> counts = new LinkedHashMap<>();
        for (List<String> stack : stacks) {
            counts.computeIfAbsent(stack.get(0), key -> new int[2])[0]++;
            stack.stream().distinct().forEach(frame -> counts.computeIfAbsent(frame, key -> new int[2])[1]++);
        }
        List<String> lines = new ArrayList<>();
        lines.add("  self  total  method (of " + stacks.size() + " samples)");
        counts.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith("io.ripen") || entry.getValue()[0] * 200 > stacks.size())
                .sorted(Comparator.comparingInt(entry -> -entry.getValue()[1]))
                .limit(limit)
                .forEach(entry -> lines.add(
                        String.format("%6d %6d  %s", entry.getValue()[0], entry.getValue()[1], entry.getKey())));
        return lines;
    }

    @Override
    public void close() {
        recording.close();
    }
}
