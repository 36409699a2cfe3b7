package io.ripen.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A reader's terminal, open in a folder: variables that a page sets stay. */
final class Terminal {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final String url;
    private final String password;
    private int shells;

    Terminal(Path folder, Ripen ripen) {
        this(folder, ripen.publicUrl(), System.getenv("RIPEN_ADMIN_PASSWORD"));
    }

    /**
     * @param url stands for the pages' {@code http://localhost:8181}
     * @param password stands for the pages' password of {@code admin}
     */
    Terminal(Path folder, String url, String password) {
        this.folder = folder;
        this.url = url;
        this.password = password;
    }

    /** What a page takes for granted, such as {@code $ANN}. */
    Terminal set(String name, String value) {
        type(List.of("export " + name + "='" + value + "'"));
        return this;
    }

    /** {@code $RIPEN} and {@code $LOGIN}. */
    Terminal loggedIn() {
        return set("RIPEN", "http://localhost:8181").set("LOGIN", "admin:secret");
    }

    /** A file that lies in the folder. */
    Terminal file(String name, String text) {
        try {
            Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** Types all commands, the last one again until it prints what the page promises. Returns what that one printed. */
    String typeAndLook(List<String> commands, String promised) {
        int last = commands.size() - 1;
        if (last > 0) {
            type(commands.subList(0, last));
        }
        return Leads.soon(
                "the page promises " + promised,
                () -> type(commands.subList(last, last + 1)),
                out -> out.contains(promised));
    }

    /** Types commands; fails when one of them does. Returns what they print. */
    String type(List<String> commands) {
        String script = "set -e\n[ ! -f .variables ] || . ./.variables\n"
                + String.join("\n", commands)
                        .replace("http://localhost:8181", url)
                        .replace("admin:secret", "admin:" + password)
                + "\ndeclare -p RIPEN LOGIN ANN BEA CEM DAN TASK PHONE > .variables 2> .unset || true\n";
        File errors = folder.resolve("errors-" + ++shells).toFile();
        try {
            Process bash = new ProcessBuilder("bash", "-eu", "-o", "pipefail", "-c", script)
                    .directory(folder.toFile())
                    .redirectError(errors)
                    .start();
            String output = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!bash.waitFor(60, TimeUnit.SECONDS)) {
                bash.destroyForcibly();
            }
            assertThat(bash.exitValue())
                    .as(() -> String.join("\n", commands) + "\nprinted: " + output + "\nand: " + read(errors.toPath()))
                    .isZero();
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The last line of an output that is JSON. */
    static JsonNode json(String output) {
        try {
            return JSON.readTree(output.substring(output.lastIndexOf("\n{") + 1));
        } catch (IOException e) {
            throw new UncheckedIOException(output, e);
        }
    }

    private static String read(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return String.join("\n", lines.toList());
        } catch (IOException e) {
            return e.toString();
        }
    }
}
