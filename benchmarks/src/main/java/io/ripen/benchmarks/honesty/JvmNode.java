package io.ripen.benchmarks.honesty;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * {@link NodeMain} in a JVM of its own, spoken to line by line: {@code feed 1 2 3} is answered by {@code fed 1 2 3},
 * {@code unfinished} by a number.
 */
final class JvmNode implements Node {
    private static final String GONE = "";

    private final Path directory;
    private final Map<String, String> environment;
    private final String options;
    private volatile @Nullable Process process;
    private BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private @Nullable BufferedWriter commands;

    /** @param options further arguments of {@link NodeMain}, blanks between them */
    JvmNode(Path directory, Map<String, String> environment, String options) {
        this.directory = directory;
        this.environment = environment;
        this.options = options;
        Runtime.getRuntime().addShutdownHook(new Thread(this::kill, "kill-node"));
    }

    @Override
    public void start() throws IOException {
        List<String> command = new java.util.ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-Dorg.slf4j.simpleLogger.showDateTime=true",
                "-cp",
                System.getProperty("java.class.path"),
                NodeMain.class.getName()));
        if (!options.isBlank()) {
            command.addAll(List.of(options.split(" ")));
        }
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(new File(directory.toFile(), "node.log")));
        builder.environment().putAll(environment);
        Process started = builder.start();
        BlockingQueue<String> said = new LinkedBlockingQueue<>();
        Thread reader = new Thread(() -> read(started, said), "node-output");
        reader.setDaemon(true);
        reader.start();
        commands = new BufferedWriter(new OutputStreamWriter(started.getOutputStream(), StandardCharsets.UTF_8));
        lines = said;
        process = started;
    }

    private static void read(Process process, BlockingQueue<String> said) {
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                said.add(line);
            }
        } catch (IOException e) {
            // The process was killed.
        } finally {
            said.add(GONE);
        }
    }

    @Override
    public boolean awaitReady(Duration atMost) throws InterruptedException {
        String line = lines.poll(atMost.toMillis(), TimeUnit.MILLISECONDS);
        return "ready".equals(line);
    }

    @Override
    public Set<Integer> feed(Collection<Integer> leads) throws Exception {
        String answer = ask("feed " + leads.stream().map(String::valueOf).collect(Collectors.joining(" ")));
        Set<Integer> fed = new HashSet<>();
        for (String word : answer.split(" ")) {
            if (!word.equals("fed")) {
                fed.add(Integer.parseInt(word));
            }
        }
        return fed;
    }

    @Override
    public long unfinished() throws Exception {
        return Long.parseLong(ask("unfinished"));
    }

    private String ask(String command) throws Exception {
        BufferedWriter to = commands;
        if (to == null) {
            throw new IllegalStateException("It was not started.");
        }
        to.write(command);
        to.newLine();
        to.flush();
        String answer = lines.poll(60, TimeUnit.SECONDS);
        if (answer == null || answer.equals(GONE)) {
            throw new IOException("The node is gone.");
        }
        if (answer.startsWith("error ")) {
            throw new IllegalStateException(answer);
        }
        return answer;
    }

    private Process running() {
        Process running = process;
        if (running == null) {
            throw new IllegalStateException("It was not started.");
        }
        return running;
    }

    @Override
    public void kill() {
        Process running = process;
        if (running != null) {
            running.destroyForcibly();
            try {
                running.waitFor();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void freeze() throws Exception {
        Signals.send("STOP", running().pid());
    }

    @Override
    public void thaw() throws Exception {
        Signals.send("CONT", running().pid());
    }

    @Override
    public void stop() throws Exception {
        ask("stop");
        if (!running().waitFor(30, TimeUnit.SECONDS)) {
            kill();
            throw new IllegalStateException("The node did not end within 30 s; it was killed.");
        }
    }
}
