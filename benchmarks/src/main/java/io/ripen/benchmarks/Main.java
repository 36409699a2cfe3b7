package io.ripen.benchmarks;

import io.ripen.benchmarks.touches.TouchesBenchmark;
import java.util.Arrays;
import java.util.List;

/** Entry point of {@code ./benchmarks/run}. */
public final class Main {
    private static final String USAGE = """
            Usage: ./benchmarks/run PROGRAM [--option value …]

              touches   N due leads through the whole engine, beside plain JDBC and db-scheduler
            """;

    private Main() {}

    public static void main(String[] arguments) throws Exception {
        if (arguments.length == 0) {
            System.out.print(USAGE);
            System.exit(2);
        }
        List<String> rest = Arrays.asList(arguments).subList(1, arguments.length);
        switch (arguments[0]) {
            case "touches" -> new TouchesBenchmark(new Options(rest, TouchesBenchmark.OPTIONS), System.out).run();
            default -> {
                System.err.println("There is no program '" + arguments[0] + "'.");
                System.out.print(USAGE);
                System.exit(2);
            }
        }
        System.exit(0);
    }
}
