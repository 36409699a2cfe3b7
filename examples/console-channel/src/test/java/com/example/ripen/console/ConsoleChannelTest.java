package com.example.ripen.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripen.channel.Channel;
import io.ripen.channel.Outcome;
import io.ripen.testkit.ChannelContract;
import io.ripen.testkit.Examples;
import io.ripen.testkit.SettableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract brings the tests that every channel has to pass; below it is what only this one does. */
class ConsoleChannelTest extends ChannelContract {
    @TempDir
    Path folder;

    @Override
    protected Channel channel() {
        return new ConsoleChannel(
                new SettableClock(), config(folder.resolve("messages.txt").toString()));
    }

    @Test
    void writes_one_line_for_each_message() throws IOException {
        Channel channel = channel();
        channel.send(Examples.message(1, channel, Examples.contact(1, "Ann"), "Hello Ann"));
        channel.send(Examples.message(2, channel, Examples.contact(2, "Ben"), "Hello\nBen"));
        assertThat(Files.readAllLines(folder.resolve("messages.txt")))
                .containsExactly(
                        "2026-01-05T15:00:00Z console-1 to +12125550101: Hello Ann",
                        "2026-01-05T15:00:00Z console-2 to +12125550101: Hello / Ben");
    }

    @Test
    void does_not_claim_to_have_sent_what_it_could_not_write() {
        Channel channel = new ConsoleChannel(
                new SettableClock(), config(folder.resolve("no/such/folder.txt").toString()));
        assertThat(channel.send(Examples.message(1, channel, Examples.contact(1, "Ann"), "Hello")))
                .isInstanceOf(Outcome.Unknown.class);
    }

    private static ConsoleChannel.Config config(String file) {
        return Examples.configuration(ConsoleChannel.Config.class, Map.of("file", file));
    }
}
