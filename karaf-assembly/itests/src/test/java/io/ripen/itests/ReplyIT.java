package io.ripen.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A lead answers, by way of Twilio's webhook, and is left alone. */
@ExtendWith(RipenExtension.class)
class ReplyIT {

    private static final String FOLDER = "sequences/it-reply/";
    private static final String OURS = "+15005550006";

    private Ripen ripen;
    private Leads leads;

    @BeforeEach
    void deploy(Ripen ripen) {
        this.ripen = ripen;
        this.leads = new Leads(ripen);
        ripen.routes().put(FOLDER + "ask.sms", "Ask");
        ripen.routes().put(FOLDER + "nudge.sms", "Nudge");
        ripen.routes().put(FOLDER + "it-reply.xml", """
                        <routes xmlns="http://camel.apache.org/schema/xml-io">
                          <route id="it-reply" description="Stops on a reply">
                            <from uri="sequence:it-reply?on=contact.created&amp;tag=it-reply&amp;exitOn=reply"/>
                            <to id="ask" uri="sms:ask"/>
                            <to id="pause" uri="wait:5 seconds"/>
                            <to id="nudge" uri="sms:nudge"/>
                          </route>
                        </routes>
                        """);
        leads.awaitDeployed("it-reply");
    }

    @AfterEach
    void removeTheFiles() {
        ripen.routes().remove(FOLDER);
    }

    @Test
    void aReplyStopsItsSenderInMidWaitAndNobodyElse() {
        String ann = leads.create("Ann", "+12175550101", "it-reply");
        leads.awaitAt(ann, "it-reply", "pause");
        assertThat(leads.received("+12175550101")).containsExactly("Ask");

        assertThat(ripen.http()
                        .post("/api/v1/sandbox/replies", "{\"from\":\"+12175550101\",\"text\":\"Yes, call me\"}")
                        .json()
                        .get("status")
                        .asInt())
                .isBetween(200, 204);

        // At once, not when the wait is over: the reply was acknowledged, so its effect is there.
        JsonNode stopped = leads.enrollment(ann, "it-reply");
        assertThat(stopped.get("state").asText()).isEqualTo("STOPPED");
        assertThat(stopped.get("step").asText()).isEqualTo("pause");
        assertThat(stopped.get("reason").asText()).contains("replied by text");
        assertThat(leads.timeline(ann)).containsSubsequence("enrolled", "sent", "event", "stopped");

        // Bob comes after her and does not answer: when he got his second text, hers would have been out.
        String bob = leads.create("Bob", "+12175550102", "it-reply");
        leads.awaitState(bob, "it-reply", "COMPLETED");
        assertThat(leads.received("+12175550102")).containsExactly("Ask", "Nudge");
        assertThat(leads.received("+12175550101")).containsExactly("Ask");
    }

    @Test
    void whoDoesNotAnswerAPersonIsWrittenToAgain() {
        ripen.routes().put(FOLDER + "again.sms", "Again");
        ripen.routes().put(FOLDER + "it-silent.xml", """
                        <routes xmlns="http://camel.apache.org/schema/xml-io">
                          <route id="it-silent" description="No response to a person's message">
                            <from uri="sequence:it-silent?on=message.written&amp;tag=it-silent&amp;after=4 seconds&amp;exitOn=reply"/>
                            <to id="again" uri="sms:again"/>
                          </route>
                        </routes>
                        """);
        leads.awaitDeployed("it-silent");
        String ann = leads.create("Ann", "+12175550111", "it-silent");
        String bob = leads.create("Bob", "+12175550112", "it-silent");
        byHand(ann);
        byHand(bob);
        String cal = leads.create("Cal", "+12175550113", "it-silent");
        byHand(cal);
        leads.awaitState(ann, "it-silent", "ACTIVE");
        leads.awaitState(cal, "it-silent", "ACTIVE");
        byHand(cal); // the time counts from this one

        assertThat(ripen.http()
                        .post("/api/v1/sandbox/replies", "{\"from\":\"+12175550111\",\"text\":\"Yes, call me\"}")
                        .json()
                        .get("status")
                        .asInt())
                .isBetween(200, 204);
        leads.awaitState(bob, "it-silent", "COMPLETED");
        assertThat(leads.received("+12175550112")).containsExactly("Kim here, may I call you?", "Again");
        assertThat(leads.enrollment(ann, "it-silent").get("state").asText()).isEqualTo("STOPPED");
        assertThat(leads.received("+12175550111")).containsExactly("Kim here, may I call you?");
        Leads.soon(
                "Cal's second run has ended",
                () -> leads.states(cal, "it-silent"),
                states -> states.contains("STOPPED") && states.contains("COMPLETED"));
        assertThat(leads.states(cal, "it-silent")).hasSize(2);
        assertThat(leads.received("+12175550113"))
                .containsExactly("Kim here, may I call you?", "Kim here, may I call you?", "Again");
    }

    private void byHand(String contact) {
        Answer answer = ripen.http()
                .post(
                        "/api/v1/contacts/" + contact + "/messages",
                        "{\"channel\":\"sms\",\"text\":\"Kim here, may I call you?\"}");
        assertThat(answer.status()).as(answer.body()).isBetween(200, 202);
    }

    @Test
    void aForgedReplyIsRefusedAndChangesNothing() throws IOException {
        try (OutsideTwilio twilio = OutsideTwilio.of(ripen)) {
            leads.awaitDeployed("it-reply");
            refusesForgedReplies(twilio);
        }
    }

    private void refusesForgedReplies(OutsideTwilio twilio) {
        String ann = leads.create("Ann", "+12185550101", "it-reply");
        leads.awaitAt(ann, "it-reply", "pause");
        Map<String, String> reply = reply("+12185550101", "SM00000000000000000000000000218001");
        String genuine = signature(OutsideTwilio.TOKEN, reply);
        List<String> before = leads.timeline(ann);

        Map<String, String> changed = new TreeMap<>(reply);
        changed.put("Body", "STOP");
        for (Answer answer : List.of(
                inbound(reply, Map.of()),
                inbound(reply, Map.of("X-Twilio-Signature", signature("another token", reply))),
                inbound(changed, Map.of("X-Twilio-Signature", genuine)),
                inbound(reply, Map.of("X-Twilio-Signature", genuine.toLowerCase(java.util.Locale.ROOT))),
                inbound(reply, Map.of("X-Twilio-Signature", "x".repeat(4000))))) {
            assertThat(answer.status()).as(answer.toString()).isEqualTo(403);
        }
        assertThat(ripen.http()
                        .anonymous()
                        .send("GET", "/twilio/inbound", null, null, Map.of("X-Twilio-Signature", genuine))
                        .status())
                .isEqualTo(405);

        assertThat(leads.timeline(ann).subList(0, before.size())).isEqualTo(before);
        assertThat(leads.told(ann, "stopped", "")).isEmpty();
        assertThat(leads.told(ann, "event", "sms.received")).isEmpty();
        leads.awaitState(ann, "it-reply", "COMPLETED");
        assertThat(twilio.sandbox().messages(0, 10))
                .extracting(message -> Leads.written(message.text()))
                .containsExactly("Ask", "Nudge");

        // The very same request with the right signature is taken, so it was the signature that was refused.
        assertThat(inbound(reply, Map.of("X-Twilio-Signature", genuine)).status())
                .isIn(200, 204);
    }

    @Test
    void theSameReplyFiveTimesAtOnceCountsOnce() throws IOException {
        try (OutsideTwilio twilio = OutsideTwilio.of(ripen)) {
            leads.awaitDeployed("it-reply");
            countsOnce();
        }
    }

    private void countsOnce() {
        String ann = leads.create("Ann", "+12195550101", "it-reply");
        leads.awaitAt(ann, "it-reply", "pause");
        Map<String, String> reply = reply("+12195550101", "SM00000000000000000000000000219001");
        Map<String, String> signed = Map.of("X-Twilio-Signature", signature(OutsideTwilio.TOKEN, reply));

        List<CompletableFuture<Answer>> five = Stream.generate(
                        () -> CompletableFuture.supplyAsync(() -> inbound(reply, signed)))
                .limit(5)
                .toList();

        assertThat(five).extracting(each -> each.join().status()).allMatch(status -> status == 200 || status == 204);
        assertThat(leads.enrollment(ann, "it-reply").get("state").asText()).isEqualTo("STOPPED");
        assertThat(leads.told(ann, "event", "sms.received")).hasSize(1);
        assertThat(leads.told(ann, "stopped", "")).hasSize(1);
    }

    private Answer inbound(Map<String, String> fields, Map<String, String> headers) {
        return ripen.http().anonymous().form("/twilio/inbound", fields, headers);
    }

    private static Map<String, String> reply(String from, String sid) {
        return new TreeMap<>(Map.of(
                "MessageSid",
                sid,
                "AccountSid",
                "AC00000000000000000000000000005a4d",
                "From",
                from,
                "To",
                OURS,
                "Body",
                "Yes, call me",
                "NumMedia",
                "0"));
    }

    /** As Twilio's documentation has it: the address, then each field by name, under HMAC-SHA1. */
    private String signature(String token, Map<String, String> fields) {
        StringBuilder signed = new StringBuilder(ripen.publicUrl()).append("/twilio/inbound");
        new TreeMap<>(fields).forEach((name, value) -> signed.append(name).append(value));
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(token.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            return Base64.getEncoder()
                    .encodeToString(mac.doFinal(signed.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
