package io.ripen.benchmarks.honesty;

import com.fasterxml.jackson.databind.JsonNode;
import io.ripen.benchmarks.product.Fiction;
import io.ripen.benchmarks.product.Karaf;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** The whole product in Karaf, fed through its REST API. */
final class KarafNode implements Node {
    private final Karaf karaf;

    KarafNode(Karaf karaf) {
        this.karaf = karaf;
    }

    @Override
    public void start() throws IOException {
        karaf.start();
    }

    @Override
    public boolean awaitReady(Duration atMost) throws InterruptedException {
        return karaf.awaitReady(atMost);
    }

    @Override
    public Set<Integer> feed(Collection<Integer> leads) throws Exception {
        Set<Integer> acknowledged = new HashSet<>();
        for (int lead : leads) {
            try {
                HttpResponse<String> response = karaf.call("POST", "/contacts", """
                        {"externalId":"%1$s","firstName":"%1$s","phone":"%2$s","tags":["%3$s"]}""".formatted(
                                HonestSequence.name(lead), Fiction.phone(lead), HonestSequence.TAG));
                // 409: the answer to the first attempt was lost with the process, the lead was not.
                if (response.statusCode() == 201 || response.statusCode() == 409) {
                    acknowledged.add(lead);
                } else if (response.statusCode() < 500) {
                    throw new IllegalStateException(
                            "A lead was refused: " + response.statusCode() + " " + response.body());
                }
            } catch (IOException e) {
                return acknowledged; // killed in the middle
            }
        }
        return acknowledged;
    }

    @Override
    public long unfinished() throws Exception {
        long count = 0;
        for (String state : new String[] {"ACTIVE", "PARKED", "ERRORED"}) {
            JsonNode page = karaf.get("/enrollments?sequence=" + HonestSequence.ID + "&state=" + state + "&limit=1000");
            count += page.path("items").size();
        }
        return count;
    }

    @Override
    public void kill() {
        karaf.kill();
    }

    @Override
    public void freeze() throws Exception {
        Signals.send("STOP", karaf.pid());
    }

    @Override
    public void thaw() throws Exception {
        Signals.send("CONT", karaf.pid());
    }

    @Override
    public void stop() throws Exception {
        karaf.stop();
    }
}
