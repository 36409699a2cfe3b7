package io.ripen.delivery.internal.links;

import io.ripen.delivery.internal.render.Targets;
import java.net.URI;
import java.time.Duration;

/**
 * How messages are tracked.
 *
 * @param publicUrl what Ripen's addresses begin with as leads see them, without a slash at the end
 * @param links whether links are tracked
 * @param opens whether e-mails get a tracking pixel
 * @param hiddenLink whether e-mails get a link that no person sees
 * @param tooFast what comes sooner after the sending is a machine's; machine time
 * @param burst all links of a message within this time are a machine's; a click is told when it is over; machine time
 * @param visitorDays how long a visitor token holds
 */
public record TrackingSettings(
        String publicUrl,
        boolean links,
        boolean opens,
        boolean hiddenLink,
        Duration tooFast,
        Duration burst,
        int visitorDays) {

    private static final String LOCAL = "http://localhost:8181";

    public static final TrackingSettings STANDARD =
            new TrackingSettings(LOCAL, true, true, false, Duration.ofSeconds(5), Duration.ofSeconds(10), 365);

    /** Links as they stand in the template and no pixel; what to unsubscribe with is there all the same. */
    public static final TrackingSettings OFF =
            new TrackingSettings(LOCAL, false, false, false, Duration.ofSeconds(5), Duration.ofSeconds(10), 365);

    public static TrackingSettings of(TrackingConfig config) {
        return new TrackingSettings(
                address(config.publicUrl()),
                config.links(),
                config.opens(),
                config.hiddenLink(),
                Duration.ofSeconds(Math.max(0, config.tooFastSeconds())),
                Duration.ofSeconds(Math.max(1, config.burstSeconds())),
                Math.max(1, config.visitorDays()));
    }

    /** What cannot be an address would be in every message; better none goes out. */
    private static String address(String text) {
        String plain = text.strip();
        while (plain.endsWith("/")) {
            plain = plain.substring(0, plain.length() - 1);
        }
        if (plain.isEmpty()) {
            return LOCAL;
        }
        String wrong = Targets.problem(plain);
        if (wrong != null || URI.create(plain).getRawQuery() != null) {
            throw new IllegalArgumentException("publicUrl in etc/" + TrackingConfig.PID + ".cfg is '" + plain
                    + "', which no address can begin with. Write it as https://leads.acme.example. No message goes out"
                    + " until it is mended.");
        }
        return plain;
    }
}
