package io.ripen.benchmarks.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Processor seconds that a process and its children have used so far, from {@code /proc}.
 *
 * @param own the process and its finished children
 * @param children children that are alive
 */
public record ProcessorTime(double own, double children) {
    /** What Linux counts in; the same on every platform that Java runs on today. */
    private static final double TICKS_PER_SECOND = 100;

    public static ProcessorTime ofThisProcess() {
        return new ProcessorTime(seconds(ProcessHandle.current().pid(), false), 0);
    }

    /** The process {@code pid} with everything that it started. */
    public static ProcessorTime ofFamily(long pid) {
        double children = ProcessHandle.of(pid).stream()
                .flatMap(ProcessHandle::descendants)
                .mapToDouble(child -> seconds(child.pid(), true))
                .sum();
        return new ProcessorTime(seconds(pid, true), children);
    }

    public double total() {
        return own + children;
    }

    private static double seconds(long pid, boolean withFinishedChildren) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            return seconds(stat, withFinishedChildren);
        } catch (IOException e) {
            return 0; // it ended while we looked; its parent has its time
        }
    }

    /** From the text of a {@code stat} file, of a process or of one of its threads. */
    static double seconds(String stat, boolean withFinishedChildren) {
        // The second field is the name in parentheses and may hold blanks.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        long ticks = Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
        if (withFinishedChildren) {
            ticks += Long.parseLong(fields[13]) + Long.parseLong(fields[14]);
        }
        return ticks / TICKS_PER_SECOND;
    }
}
