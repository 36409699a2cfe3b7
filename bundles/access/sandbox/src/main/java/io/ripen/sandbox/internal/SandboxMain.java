package io.ripen.sandbox.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * The sandbox as a process of its own, so that it outlives a product that is killed. Prints its two addresses, one on a
 * line, and runs until it is stopped.
 *
 * <pre>
 * java -cp … io.ripen.sandbox.internal.SandboxMain [--http PORT] [--smtp PORT] [--public-url URL] [--auth-token TOKEN]
 *      [--slow SECONDS] [--address-file FILE]
 * </pre>
 */
public final class SandboxMain {
    private SandboxMain() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Map<String, String> options = options(arguments);
        SandboxSettings standard = SandboxSettings.standard();
        SandboxSettings settings = standard.withPorts(number(options, "--http", 0), number(options, "--smtp", 0))
                .withPublicUrl(options.getOrDefault("--public-url", standard.publicUrl()))
                .withAuthToken(options.getOrDefault("--auth-token", standard.authToken()))
                .withSlow(Duration.ofSeconds(
                        number(options, "--slow", (int) standard.slow().toSeconds())));
        LocalSandbox sandbox = LocalSandbox.start(settings, InstantSource.system());
        String addresses = sandbox.twilioUrl() + System.lineSeparator() + sandbox.smtpUrl() + System.lineSeparator();
        String file = options.get("--address-file");
        if (file != null) {
            // Moved into place, so that nobody reads half of it.
            Path whole = Path.of(file);
            Path part = Path.of(file + ".part");
            Files.writeString(part, addresses);
            Files.move(part, whole, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
        }
        System.out.print(addresses);
        System.out.flush();
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            sandbox.close();
            stopped.countDown();
        }));
        stopped.await();
    }

    private static Map<String, String> options(String[] arguments) {
        Map<String, String> options = new HashMap<>();
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            options.put(arguments[i], arguments[i + 1]);
        }
        for (String name : options.keySet()) {
            if (!name.startsWith("--")) {
                throw new IllegalArgumentException("Options come in pairs such as '--http 8025'; not '" + name + "'.");
            }
        }
        return options;
    }

    private static int number(Map<String, String> options, String name, int otherwise) {
        String text = options.get(name);
        return text == null ? otherwise : Integer.parseInt(text);
    }
}
