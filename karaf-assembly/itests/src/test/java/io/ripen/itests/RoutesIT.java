package io.ripen.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Sequences are files: dropped, changed, broken, mended and removed while Ripen runs and leads wait. */
@ExtendWith(RipenExtension.class)
class RoutesIT {

    private static final String FOLDER = "sequences/it-routes/";
    private static final String ROUTE = FOLDER + "it-routes.xml";
    private static final String CHAT = "sequences/it-chat/";
    private static final String CHANNEL = "plumbing/channel-it-chat.xml";

    private Ripen ripen;
    private Leads leads;

    @BeforeEach
    void begin(Ripen ripen) {
        this.ripen = ripen;
        this.leads = new Leads(ripen);
    }

    @AfterEach
    void removeTheFiles() {
        ripen.routes().remove(FOLDER);
        ripen.routes().remove(CHAT);
        ripen.routes().remove(CHANNEL);
    }

    @Test
    void aFileIsDroppedChangedBrokenMendedAndRemoved() {
        // Dropped: it is deployed, and enrolls.
        ripen.routes().put(FOLDER + "first.sms", "First for {{contact.first_name|you}}");
        ripen.routes().put(FOLDER + "second.sms", "Second for {{contact.first_name|you}}");
        ripen.routes().put(ROUTE, route("10 seconds"));
        JsonNode dropped = leads.awaitDeployed("it-routes");
        assertThat(dropped.get("number").asInt()).isEqualTo(1);
        String ann = leads.create("Ann", "+12125550101", "it-routes");
        leads.awaitAt(ann, "it-routes", "pause");

        // Changed: a new revision. Ann waits in the old one and will go on in the new one.
        ripen.routes().put(FOLDER + "second.sms", "Changed for {{contact.first_name|you}}");
        JsonNode changed = Leads.soon(
                "the second revision runs",
                () -> leads.sequence("it-routes"),
                sequence -> sequence.get("number").asInt() == 2);
        assertThat(changed.get("revision").asText())
                .isNotEqualTo(dropped.get("revision").asText());

        // Broken: the revision before runs on, and the mistake is told with file, line and cure.
        ripen.routes().put(ROUTE, route("10 secnods"));
        JsonNode problem = leads.awaitProblem("it-routes");
        assertThat(problem.get("file").asText()).endsWith("it-routes.xml");
        assertThat(problem.get("line").asInt()).isEqualTo(5);
        assertThat(problem.get("message").asText()).contains("secnods");
        assertThat(problem.get("cure").asText()).contains("seconds");
        assertThat(leads.sequence("it-routes").get("revision")).isEqualTo(changed.get("revision"));
        assertThat(leads.health("sequences").get("status").asText()).isEqualTo("WARN");
        assertThat(leads.health("sequences").get("message").asText()).contains("it-routes", "secnods");

        JsonNode done = leads.awaitState(ann, "it-routes", "COMPLETED");
        assertThat(done.get("revision")).isEqualTo(changed.get("revision"));
        assertThat(leads.received("+12125550101")).containsExactly("First for Ann", "Changed for Ann");

        // Mended, in another way than it was before.
        ripen.routes().put(ROUTE, route("15 seconds"));
        JsonNode mended = Leads.soon(
                "the third revision runs",
                () -> leads.sequence("it-routes"),
                sequence -> sequence.get("number").asInt() == 3);
        assertThat(mended.get("problems")).isEmpty();
        assertThat(leads.health("sequences").get("message").asText()).doesNotContain("it-routes");
        String bob = leads.create("Bob", "+12125550102", "it-routes");
        leads.awaitAt(bob, "it-routes", "pause");

        // Removed while Bob waits: nobody enters, and Bob is kept.
        ripen.routes().remove(ROUTE);
        JsonNode parked = leads.awaitState(bob, "it-routes", "PARKED");
        assertThat(parked.get("step").asText()).isEqualTo("pause");
        assertThat(leads.told(bob, "parked", "it-routes")).hasSize(1);
        String late = leads.create("Late", "+12125550103", "it-routes");
        assertThat(leads.items("/api/v1/enrollments?contact=" + late)).isEmpty();
        assertThat(leads.received("+12125550102")).containsExactly("First for Bob");

        // Back: Bob goes on from where he was.
        ripen.routes().put(ROUTE, route("15 seconds"));
        leads.awaitState(bob, "it-routes", "COMPLETED");
        assertThat(leads.received("+12125550102")).containsExactly("First for Bob", "Changed for Bob");
        assertThat(leads.steps(bob, "it-routes")).isEqualTo(List.of("first", "second"));
        assertThat(leads.timeline(bob)).containsSubsequence("parked", "resumed");
    }

    @Test
    void aFileOfThePlumbingIsAChannelForAsLongAsItIsThere() {
        ripen.routes().put(CHAT + "first.it-chat", "Hello {{contact.first_name|you}}");
        ripen.routes().put(CHAT + "second.it-chat", "And again");
        ripen.routes()
                .put(
                        CHAT + "it-chat.xml",
                        route("7 seconds").replace("sms:", "it-chat:").replace("it-routes", "it-chat"));
        assertThat(leads.awaitProblem("it-chat").get("message").asText()).contains("it-chat");

        // The channel comes, and the file that waited for it is taken.
        String channel = """
                <routes xmlns="http://camel.apache.org/schema/xml-io">
                  <route id="it-chat">
                    <from uri="channel:it-chat"/>
                    <log message="To ${header.RipenContact}: ${body}"/>
                  </route>
                </routes>
                """;
        ripen.routes().put(CHANNEL, channel);
        leads.awaitDeployed("it-chat");
        String ann = leads.create("Ann", "+12125550111", "it-chat");
        leads.awaitAt(ann, "it-chat", "pause");

        // It goes while Ann waits: she parks in front of the step that needs it, and goes on when it is back.
        ripen.routes().remove(CHANNEL);
        leads.awaitState(ann, "it-chat", "PARKED");
        ripen.routes().put(CHANNEL, channel);
        leads.awaitState(ann, "it-chat", "COMPLETED");
        assertThat(leads.steps(ann, "it-chat")).isEqualTo(List.of("first", "second"));
        assertThat(leads.timeline(ann)).containsSubsequence("parked", "resumed");
    }

    private static String route(String pause) {
        return """
                <routes xmlns="http://camel.apache.org/schema/xml-io">
                  <route id="it-routes" description="Files of a test">
                    <from uri="sequence:it-routes?on=contact.created&amp;tag=it-routes"/>
                    <to id="first" uri="sms:first"/>
                    <to id="pause" uri="wait:%s"/>
                    <to id="second" uri="sms:second"/>
                  </route>
                </routes>
                """.formatted(pause);
    }
}
