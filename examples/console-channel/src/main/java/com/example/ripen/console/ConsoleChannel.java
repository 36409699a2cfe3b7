package com.example.ripen.console;

import io.ripen.channel.AddressKind;
import io.ripen.channel.Channel;
import io.ripen.channel.ChannelType;
import io.ripen.channel.OutboundMessage;
import io.ripen.channel.Outcome;
import io.ripen.channel.Reconciliation;
import io.ripen.time.RipenClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A whole channel: with this bundle installed {@code <to id="hello" uri="console:hello"/>} works in every sequence, with
 * the gate, history and reports of all the others. It writes each message as a line of a file, or to the log when no
 * file is configured.
 */
@Component(configurationPid = "com.example.ripen.console")
@ChannelType("console")
@Designate(ocd = ConsoleChannel.Config.class)
public final class ConsoleChannel implements Channel {
    private static final Logger LOG = LoggerFactory.getLogger(ConsoleChannel.class);

    @ObjectClassDefinition(name = "Console channel", description = "Writes messages to a file or to the log.")
    @interface Config {
        @AttributeDefinition(description = "The file that gets one line for each message; empty to write to the log.")
        String file() default "";
    }

    private final RipenClock clock;
    private final Config config;

    @Activate
    public ConsoleChannel(@Reference RipenClock clock, Config config) {
        this.clock = clock;
        this.config = config;
    }

    /** What the type of the answer says decides what happens next; see {@link Outcome}. */
    @Override
    public Outcome send(OutboundMessage message) {
        String providerId = "console-" + message.id();
        // One line, whatever the text holds: the line break is what parts the messages.
        String line = clock.instant() + " " + providerId + " to " + message.address() + ": "
                + message.text().replaceAll("\\R", " / ");
        if (config.file().isEmpty()) {
            LOG.info("{}", line);
            return new Outcome.Accepted(providerId);
        }
        try {
            Files.writeString(
                    Path.of(config.file()),
                    line + System.lineSeparator(),
                    StandardCharsets.UTF_8,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
            return new Outcome.Accepted(providerId);
        } catch (IOException failed) {
            // Part of the line may be there, so we do not know; Ripen asks reconcile() before it sends again.
            return new Outcome.Unknown("Writing to " + config.file() + " failed: " + failed);
        }
    }

    /** Asked after a crash or an unknown outcome: is the message there? */
    @Override
    public Reconciliation reconcile(OutboundMessage message, Instant sentAt, List<String> knownProviderIds) {
        if (config.file().isEmpty()) {
            return new Reconciliation.Undecided("A line in the log cannot be looked up.");
        }
        String providerId = "console-" + message.id();
        Path file = Path.of(config.file());
        if (!Files.exists(file)) {
            return new Reconciliation.NotFound("There is no file " + file + ".");
        }
        try (Stream<String> lines = Files.lines(file, StandardCharsets.UTF_8)) {
            return lines.anyMatch(line -> line.contains(" " + providerId + " to "))
                    ? new Reconciliation.Found(providerId)
                    : new Reconciliation.NotFound("No line of " + file + " holds " + providerId + ".");
        } catch (IOException | UncheckedIOException failed) {
            return new Reconciliation.Undecided("Reading " + file + " failed: " + failed);
        }
    }

    /** This channel writes to the lead's phone number, so a lead without one is not written to. */
    @Override
    public AddressKind addressKind() {
        return AddressKind.PHONE;
    }

    /** One at a time, so that two messages never end up in one line. */
    @Override
    public int concurrency() {
        return 1;
    }
}
