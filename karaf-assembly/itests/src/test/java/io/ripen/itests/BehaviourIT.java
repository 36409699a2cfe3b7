package io.ripen.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a lead does steers the route, through the doors of the product: links, calls, unsubscribing, mail. */
@ExtendWith(RipenExtension.class)
class BehaviourIT {
    private static final String FOLDER = "sequences/it-behaviour/";
    private static final Pattern LINK = Pattern.compile("https?://\\S+/t/c/\\S+");

    private Ripen ripen;
    private Leads leads;

    @BeforeEach
    void deploy(Ripen ripen) {
        this.ripen = ripen;
        this.leads = new Leads(ripen);
        ripen.routes()
                .put(
                        FOLDER + "offer.sms",
                        "See {{#link.pricing}}https://www.example.com/pricing?from=sms{{/link.pricing}}");
        ripen.routes().put(FOLDER + "clicked.sms", "You looked");
        ripen.routes().put(FOLDER + "left.sms", "Sorry I missed you");
        ripen.routes().put(FOLDER + "ring.call", "Script:\nHello {{contact.first_name}}\n\nVoicemail:\nCall me back");
        ripen.routes().put(FOLDER + "it-behaviour.xml", """
                        <routes xmlns="http://camel.apache.org/schema/xml-io">
                          <route id="it-behaviour" description="Waits for a click, then calls">
                            <from uri="sequence:it-behaviour?on=contact.created&amp;tag=it-behaviour"/>
                            <to id="offer" uri="sms:offer"/>
                            <to id="look" uri="wait:for?on=link.clicked&amp;link=pricing&amp;timeout=3 days"/>
                            <choice id="which">
                              <when>
                                <simple>${body.came('look')} == 'link.clicked'</simple>
                                <to id="clicked" uri="sms:clicked"/>
                              </when>
                            </choice>
                            <to id="ring" uri="call:ring?timeout=2 days"/>
                            <choice id="said">
                              <when>
                                <simple>${body.outcome('ring')} == 'voicemail'</simple>
                                <to id="left" uri="sms:left"/>
                              </when>
                            </choice>
                          </route>
                        </routes>
                        """);
        leads.awaitDeployed("it-behaviour");
    }

    @AfterEach
    void removeTheFiles() {
        ripen.routes().remove(FOLDER);
    }

    @Test
    void aClickLetsTheLeadGoOnAndACallIsWaitedFor() {
        String ann = leads.create("Ann", "+12125550131", "it-behaviour");
        leads.awaitAt(ann, "it-behaviour", "look");
        Matcher link = LINK.matcher(leads.received("+12125550131").get(0));
        assertThat(link.find()).isTrue();
        String path = URI.create(link.group()).getPath();

        // A forged address leads nowhere; the genuine one leads to what the template says, whatever is added to it.
        assertThat(click(path.substring(0, path.length() - 2) + "xx").status()).isEqualTo(404);
        // A click within five seconds of the delivery would be taken for a scanner's.
        JsonNode offer = leads.messages(ann, "it-behaviour").get(0);
        Instant human = Instant.parse(offer.get("settledAt").asText()).plusSeconds(6);
        Leads.soon("time to read", Instant::now, now -> now.isAfter(human));
        Answer answer = click(path + "?url=https://evil.example/");
        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location"))
                .hasValueSatisfying(to -> assertThat(to).startsWith("https://www.example.com/pricing?from=sms"));

        leads.awaitAt(ann, "it-behaviour", "ring");
        assertThat(leads.received("+12125550131")).hasSize(2).last().isEqualTo("You looked");
        JsonNode task = Leads.soon(
                        "a call task", () -> leads.items("/api/v1/tasks?contact=" + ann), tasks -> !tasks.isEmpty())
                .get(0);
        assertThat(task.get("kind").asText()).isEqualTo("call");
        assertThat(task.get("script").asText()).isEqualTo("Hello Ann");

        Leads.soon(
                "the outcome is taken",
                () -> ripen.http()
                        .post("/api/v1/tasks/" + task.get("id").asText() + "/outcome", "{\"outcome\":\"voicemail\"}")
                        .status(),
                status -> status == 200);

        leads.awaitState(ann, "it-behaviour", "COMPLETED");
        assertThat(leads.received("+12125550131")).hasSize(3).last().isEqualTo("Sorry I missed you");
    }

    @Test
    void looksAtAMailByTheCodeThatTakesThemIn() {
        Answer answer = ripen.http()
                .send(
                        "POST",
                        "/api/v1/tools/mail",
                        "message/rfc822",
                        "From: ann@example.com\r\nTo: us@example.com\r\nSubject: Re: Hello\r\nMessage-ID: <1@example.com>\r\n\r\n"
                                + "Yes please.\r\n\r\nOn Mon, Jan 5, 2026, Us <us@example.com> wrote:\r\n> Hello\r\n");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json().get("kind").asText()).isEqualTo("reply");
        assertThat(answer.json().get("newText").asText()).isEqualTo("Yes please.");
    }

    @Test
    void whatShipsIsHealthyAndDescribed() {
        assertThat(ripen.http().get("/api/v1/triggers").json()).hasSizeGreaterThan(20);
        List<JsonNode> unhealthy = new java.util.ArrayList<>();
        ripen.http().get("/api/v1/health").json().get("checks").forEach(check -> {
            // Other tests of this container leave sequences behind that wait for their channel, and leads in some that
            // are
            // gone. What ships has no name for the business yet, and says so.
            if (!Set.of("sequences", "leads", "team-names")
                            .contains(check.get("name").asText())
                    && !check.get("status").asText().equals("OK")) {
                unhealthy.add(check);
            }
        });
        assertThat(unhealthy).isEmpty();
    }

    private Answer click(String path) {
        return ripen.http()
                .anonymous()
                .send(
                        "GET",
                        path,
                        null,
                        null,
                        Map.of(
                                "User-Agent",
                                "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X)"
                                        + " AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.0 Mobile/15E148 Safari/604.1"));
    }
}
