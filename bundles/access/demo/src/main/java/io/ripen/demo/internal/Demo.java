package io.ripen.demo.internal;

import io.ripen.crm.ContactImport;
import io.ripen.crm.Projection;
import io.ripen.delivery.Messages;
import io.ripen.event.Events;
import io.ripen.policy.Blocks;
import io.ripen.policy.Suppressions;
import io.ripen.sandbox.Sandbox;
import io.ripen.sequence.Enrollments;
import io.ripen.sequence.Sequences;
import io.ripen.team.Teams;
import io.ripen.time.RipenClock;
import io.ripen.timeline.Timeline;
import io.ripen.transaction.Transactions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plays the demo once when the environment says {@code RIPEN_DEMO=true}, and does nothing otherwise. Writes the result to
 * the console and to {@code demo-result.txt} in the data folder. With {@code RIPEN_DEMO_ONCE=true} it then writes the exit
 * status to {@code demo-exit}, 0 only when every lead got what its sequence promises, and stops the container.
 */
@Component(
        immediate = true,
        service = {})
public final class Demo {
    private static final Logger LOG = LoggerFactory.getLogger(Demo.class);

    private final BundleContext bundles;
    private final Services services;
    private final Map<String, String> environment;
    private final CountDownLatch closing = new CountDownLatch(1);

    @Activate
    public Demo(
            BundleContext bundles,
            @Reference RipenClock clock,
            @Reference Transactions transactions,
            @Reference Teams teams,
            @Reference Projection contacts,
            @Reference ContactImport imports,
            @Reference Events events,
            @Reference Sequences sequences,
            @Reference Enrollments enrollments,
            @Reference Messages messages,
            @Reference Timeline timeline,
            @Reference Blocks blocks,
            @Reference Suppressions suppressions,
            @Reference Sandbox sandbox) {
        this.bundles = bundles;
        this.services = new Services(
                clock,
                transactions,
                teams,
                contacts,
                imports,
                events,
                sequences,
                enrollments,
                messages,
                timeline,
                blocks,
                suppressions,
                sandbox);
        this.environment = System.getenv();
        if (isSet("RIPEN_DEMO")) {
            Thread player = new Thread(this::play, "ripen-demo");
            player.setDaemon(true);
            player.start();
        }
    }

    @Deactivate
    void stop() {
        closing.countDown();
    }

    private void play() {
        Screen screen = new Screen(System.out, System.console() != null);
        Path data = Path.of(environment.getOrDefault("RIPEN_DATA", "data"));
        Path done = data.resolve("demo-result.txt");
        if (Files.exists(done)) {
            screen.say("The demo was played on this data already; its result is in " + done + ".");
            return;
        }
        boolean right = false;
        try {
            Path routes = Path.of(environment.getOrDefault("RIPEN_ROUTES", "camel-routes"));
            Result result = new Play(services, routes, screen, closing).run();
            right = result.isRight();
            screen.say(result.toString());
            Files.writeString(done, result.toString(), StandardCharsets.UTF_8);
        } catch (InterruptedException stopped) {
            LOG.info("The demo was stopped before its end.");
            return;
        } catch (IOException | RuntimeException trouble) {
            LOG.error("The demo could not be played.", trouble);
            screen.endProgress();
            screen.say("The demo could not be played: " + trouble.getMessage());
        }
        if (isSet("RIPEN_DEMO_ONCE")) {
            end(data, right);
        } else {
            lookAround(screen);
        }
    }

    private void end(Path data, boolean right) {
        try {
            Files.writeString(data.resolve("demo-exit"), right ? "0\n" : "1\n", StandardCharsets.UTF_8);
            bundles.getBundle(0).stop();
        } catch (IOException | BundleException trouble) {
            LOG.error("The demo is over, but its end could not be told or the container not be stopped.", trouble);
        }
    }

    private void lookAround(Screen screen) {
        String url = environment.getOrDefault("RIPEN_PUBLIC_URL", "http://localhost:8181");
        screen.say("Ripen keeps running, still on the fast clock. Look around as user \"admin\""
                + (environment.containsKey("RIPEN_ADMIN_PASSWORD")
                        ? ":"
                        : " with the password that was made up above:"));
        screen.say("  " + url + "/api/v1/reports/sequences/new-lead-14-day   counts for each step");
        screen.say("  " + url + "/api/v1/contacts/1/timeline                  one lead's whole story");
        screen.say("  " + url + "/api/v1/sandbox/messages                     what was received");
        screen.say("  " + url + "/api/v1/health                               how it is");
        screen.say("Stop it with Ctrl-C or ./ripen stop.");
    }

    private boolean isSet(String name) {
        return "true".equalsIgnoreCase(environment.get(name));
    }
}
