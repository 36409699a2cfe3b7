package io.ripen.engine.internal.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripen.engine.internal.check.AllowList;
import io.ripen.sequence.SequenceSource;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

/** A route of 130 KB took a process of 1 GB down. Here it is checked, again and again, in one that has little memory. */
class SmallHeapTest {

    @Test
    void twelveHundredChoicesAreCheckedAgainAndAgainInLittleMemory() throws Exception {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx96m",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        SmallHeapTest.class.getName()))
                .redirectErrorStream(true)
                .redirectOutput(new File("target/small-heap.log"))
                .start();
        try {
            assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    /** What the process runs. */
    public static void main(String[] arguments) {
        String xml = "<routes><route id=\"s\"><from uri=\"sequence:s?on=contact.created\"/>"
                + IntStream.range(0, 1_200)
                        .mapToObj(i -> HostileRoutesTest.CHOICES.replace("#", Integer.toString(i)))
                        .collect(Collectors.joining())
                + "</route></routes>";
        try (GuardedCamel camel = new GuardedCamel(new DefaultCamelContext(false), AllowList.forSequences())) {
            Compiler compiler = new Compiler(camel, Kinds.usual(), AllowList.forSequences());
            for (int i = 0; i < 8; i++) {
                Compiler.Compilation compilation =
                        compiler.compile(new SequenceSource("s.xml", xml, Map.of("a.sms", "A" + i)));
                ((Compiler.Compilation.Compiled) compilation).close().run();
            }
        }
        System.out.println("done, " + Runtime.getRuntime().totalMemory() / 1024 / 1024 + " MB");
        System.exit(0);
    }
}
