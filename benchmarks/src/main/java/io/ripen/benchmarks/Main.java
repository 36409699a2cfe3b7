package io.ripen.benchmarks;

import io.ripen.benchmarks.honesty.FreezeProgram;
import io.ripen.benchmarks.honesty.KillProgram;
import io.ripen.benchmarks.intake.ConditionsBenchmark;
import io.ripen.benchmarks.intake.IntakeBenchmark;
import io.ripen.benchmarks.latency.LatencyBenchmark;
import io.ripen.benchmarks.mail.MailBenchmark;
import io.ripen.benchmarks.stops.StopsBenchmark;
import io.ripen.benchmarks.touches.TouchesBenchmark;
import io.ripen.benchmarks.waiting.WaitingBenchmark;
import java.util.Arrays;
import java.util.List;

/** Entry point of {@code ./benchmarks/run}. */
public final class Main {
    private static final String USAGE = """
            Usage: ./benchmarks/run PROGRAM [--option value …]

              touches   N due leads through the whole engine, beside plain JDBC and db-scheduler
              mail      kept-open connections beside a connection per message
              waiting   a million leads that wait, beside a thousand
              intake    events a second, with 5 and with 500 sequences deployed
              conditions  what questions about behaviour cost a route
              latency   200 leads a second into Karaf: time to the first SMS, and from a reply to the stop
              stops     1,000 STOPs beside bundles that throw or hang
              kill9     kill -9 at random moments, then the count of what the provider took
              freeze    two nodes, SIGSTOP past the lease and SIGCONT, then the same count
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
            case "mail" -> new MailBenchmark(new Options(rest, MailBenchmark.OPTIONS), System.out).run();
            case "waiting" -> new WaitingBenchmark(new Options(rest, WaitingBenchmark.OPTIONS), System.out).run();
            case "intake" -> new IntakeBenchmark(new Options(rest, IntakeBenchmark.OPTIONS), System.out).run();
            case "conditions" ->
                new ConditionsBenchmark(new Options(rest, ConditionsBenchmark.OPTIONS), System.out).run();
            case "latency" -> new LatencyBenchmark(new Options(rest, LatencyBenchmark.OPTIONS), System.out).run();
            case "stops" -> new StopsBenchmark(new Options(rest, StopsBenchmark.OPTIONS), System.out).run();
            case "kill9" -> exit(new KillProgram(new Options(rest, KillProgram.OPTIONS), System.out).run());
            case "freeze", "pause" ->
                exit(new FreezeProgram(new Options(rest, FreezeProgram.OPTIONS), System.out).run());
            default -> {
                System.err.println("There is no program '" + arguments[0] + "'.");
                System.out.print(USAGE);
                System.exit(2);
            }
        }
        System.exit(0);
    }

    private static void exit(boolean honest) {
        System.exit(honest ? 0 : 1);
    }
}
