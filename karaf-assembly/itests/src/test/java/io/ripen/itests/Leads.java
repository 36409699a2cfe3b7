package io.ripen.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** What a user of the REST API does with leads, and what a test wants to know of them. */
final class Leads {

    /** How long a test waits for what is due at once, on a busy machine. */
    static final Duration SOON = Duration.ofSeconds(60);

    private final Http http;

    Leads(Ripen ripen) {
        this(ripen.http());
    }

    Leads(Http http) {
        this.http = http;
    }

    /** Creates a contact; returns its id. */
    String create(String firstName, String phone, String tag) {
        String json = JsonNodeFactory.instance
                .objectNode()
                .put("firstName", firstName)
                .put("phone", phone)
                .set("tags", JsonNodeFactory.instance.arrayNode().add(tag))
                .toString();
        Answer answer = http.post("/api/v1/contacts", json);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json().get("id").asText();
    }

    /** The only run of this contact through this sequence. */
    JsonNode enrollment(String contact, String sequence) {
        List<JsonNode> found = items("/api/v1/enrollments?contact=" + contact + "&sequence=" + sequence);
        assertThat(found)
                .as("enrollments of contact %s in %s", contact, sequence)
                .hasSize(1);
        return found.get(0);
    }

    /** The states of all runs of this contact through this sequence. */
    List<String> states(String contact, String sequence) {
        return items("/api/v1/enrollments?contact=" + contact + "&sequence=" + sequence).stream()
                .map(run -> run.get("state").asText())
                .toList();
    }

    /** Waits until this contact's run stands at this step. */
    void awaitAt(String contact, String sequence, String step) {
        soon(
                "contact " + contact + " at step " + step,
                () -> enrollment(contact, sequence).path("step").asText(),
                step::equals);
    }

    /** Waits until this contact's run is in this state, and returns it. */
    JsonNode awaitState(String contact, String sequence, String state) {
        return soon(
                "contact " + contact + " is " + state,
                () -> enrollment(contact, sequence),
                enrollment -> enrollment.path("state").asText().equals(state));
    }

    /** The steps of the messages to this contact in this sequence, oldest first. */
    List<String> steps(String contact, String sequence) {
        return messages(contact, sequence).stream()
                .map(message -> message.get("step").asText())
                .toList();
    }

    List<JsonNode> messages(String contact, String sequence) {
        return items("/api/v1/messages?contact=" + contact + "&sequence=" + sequence);
    }

    /** What the gate puts below a message whose author did not write how to get no more of them. */
    private static final Pattern CLOSING = Pattern.compile("\\s+(?:Reply STOP to opt out\\.|Unsubscribe: \\S+)\\s*$");

    /** The texts that the sandbox in the container got for this number, oldest first, as their author wrote them. */
    List<String> received(String phone) {
        return items("/api/v1/sandbox/messages").stream()
                .filter(message -> message.get("to").asText().equals(phone))
                .map(message -> written(message.get("text").asText()))
                .toList();
    }

    /** A text without what the gate puts at its end. */
    static String written(String text) {
        return CLOSING.matcher(text.strip()).replaceFirst("");
    }

    /** The kinds of all that happened to this contact, oldest first. */
    List<String> timeline(String contact) {
        return items("/api/v1/contacts/" + contact + "/timeline").stream()
                .map(entry -> entry.get("kind").asText())
                .toList();
    }

    /** What the contact's timeline says, oldest first. */
    List<String> words(String contact) {
        return items("/api/v1/contacts/" + contact + "/timeline").stream()
                .map(entry -> entry.get("text").asText())
                .toList();
    }

    /** The words of the entries of this kind in the contact's timeline that contain a text or are of an event of this type, oldest first. */
    List<String> told(String contact, String kind, String text) {
        return items("/api/v1/contacts/" + contact + "/timeline").stream()
                .filter(entry -> entry.get("kind").asText().equals(kind))
                .filter(entry -> entry.get("text").asText().contains(text)
                        || entry.path("data").path("type").asText().equals(text))
                .map(entry -> entry.get("text").asText())
                .toList();
    }

    JsonNode sequence(String id) {
        Answer answer = http.get("/api/v1/sequences/" + id);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    /** Waits until the sequence runs and has no problems, and returns it. */
    JsonNode awaitDeployed(String id) {
        return soon(
                "sequence " + id + " is deployed",
                () -> sequence(id),
                sequence -> sequence.path("number").asInt() > 0
                        && sequence.path("problems").isEmpty());
    }

    /** Waits until the sequence has problems, and returns the first. */
    JsonNode awaitProblem(String id) {
        return soon(
                        "sequence " + id + " has problems",
                        () -> sequence(id),
                        sequence -> !sequence.path("problems").isEmpty())
                .get("problems")
                .get(0);
    }

    /** What health says about one part. */
    JsonNode health(String check) {
        for (JsonNode each : http.get("/api/v1/health").json().get("checks")) {
            if (each.get("name").asText().equals(check)) {
                return each;
            }
        }
        throw new AssertionError("Health says nothing about " + check);
    }

    /** All items of a listing, page by page. */
    List<JsonNode> items(String path) {
        List<JsonNode> all = new ArrayList<>();
        String next = path;
        while (next != null) {
            Answer answer = http.get(next);
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            StreamSupport.stream(answer.json().get("items").spliterator(), false)
                    .forEach(all::add);
            next = answer.json().path("next").asText(null);
        }
        return all;
    }

    /** Asks again until the answer is right; what goes wrong meanwhile is asked again too. */
    static <T> T soon(String what, Callable<T> question, Predicate<T> right) {
        return await(what)
                .atMost(SOON)
                .pollInterval(Duration.ofMillis(200))
                .ignoreExceptionsMatching(problem -> true)
                .until(question, right);
    }

    /** The states in which a run has ended. */
    static final Set<String> FINAL = Set.of("COMPLETED", "STOPPED", "ERRORED");
}
