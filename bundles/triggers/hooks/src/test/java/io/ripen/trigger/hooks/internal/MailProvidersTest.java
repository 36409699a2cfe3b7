package io.ripen.trigger.hooks.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What providers of mail tell by their webhooks, with the names that their public pages give. */
class MailProvidersTest {
    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");
    private static final String SECRET = "0123456789abcdef0123456789abcdef";

    private static Hook hook(String provider, Map<String, Object> values) {
        Map<String, Object> all = new HashMap<>(Map.of("name", "mail", "provider", provider, "token", SECRET));
        all.putAll(values);
        return new Hook((HookConfig) Proxy.newProxyInstance(
                HookConfig.class.getClassLoader(),
                new Class<?>[] {HookConfig.class},
                (self, method, arguments) -> all.getOrDefault(method.getName(), method.getDefaultValue())));
    }

    /** Each as {@code type address}, with {@code hard} or {@code soft} behind a bounce. */
    private static List<String> told(String provider, String body) throws Refused {
        Hook hook = hook(provider, Map.of());
        List<Payload> all = Payload.of(hook, body.getBytes(StandardCharsets.UTF_8));
        List<String> told = new java.util.ArrayList<>();
        for (Payload each : all) {
            Object hard = each.data().get("hard");
            told.add(each.type() + " " + hook.lead().text(each, "email")
                    + (hard == null ? "" : hard.equals(true) ? " hard" : " soft"));
            assertThat(each.data()).containsEntry("channel", "email").containsEntry("source", provider);
        }
        return told;
    }

    @Test
    void sendgridSendsAList() throws Refused {
        assertThat(told("sendgrid", """
                [{"email":"a@example.com","timestamp":1772445600,"event":"processed","sg_event_id":"e1"},
                 {"email":"b@example.com","timestamp":1772445600,"event":"bounce","type":"bounce","status":"5.1.1",
                  "reason":"550 5.1.1 no such user","sg_event_id":"e2"},
                 {"email":"c@example.com","timestamp":1772445600,"event":"bounce","type":"blocked","reason":"rate","sg_event_id":"e3"},
                 {"email":"d@example.com","timestamp":1772445600,"event":"spamreport","sg_event_id":"e4"},
                 {"email":"e@example.com","timestamp":1772445600,"event":"unsubscribe","sg_event_id":"e5"},
                 {"email":"f@example.com","timestamp":1772445600,"event":"group_unsubscribe","asm_group_id":10,"sg_event_id":"e6"},
                 {"email":"g@example.com","timestamp":1772445600,"event":"dropped","reason":"Bounced Address","sg_event_id":"e7"},
                 {"email":"h@example.com","timestamp":1772445600,"event":"dropped","reason":"Unsubscribed Address","sg_event_id":"e8"},
                 {"email":"i@example.com","timestamp":1772445600,"event":"open","sg_event_id":"e9"}]
                """))
                .containsExactly(
                        "email.bounced b@example.com hard",
                        "email.bounced c@example.com soft",
                        "email.complained d@example.com",
                        "opt-out e@example.com",
                        "opt-out f@example.com",
                        "email.bounced g@example.com hard",
                        "opt-out h@example.com");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "failed|permanent|bounce|email.bounced ann@example.com hard",
                "failed|permanent|suppress-bounce|email.bounced ann@example.com hard",
                "failed|permanent|suppress-unsubscribe|opt-out ann@example.com",
                "failed|permanent|suppress-complaint|email.complained ann@example.com",
                "failed|permanent|old|email.bounced ann@example.com soft",
                "failed|temporary|generic|email.bounced ann@example.com soft",
                "unsubscribed|||opt-out ann@example.com",
                "complained|||email.complained ann@example.com",
                "delivered|||"
            })
    void mailgun(String event, @Nullable String severity, @Nullable String reason, @Nullable String right)
            throws Refused {
        assertThat(told("mailgun", """
                {"signature":{"timestamp":"1772445600","token":"t","signature":"s"},
                 "event-data":{"event":"%s","severity":"%s","reason":"%s","id":"G9Bn5sl1TC6nu79C8C0bwg",
                 "timestamp":1772445600.908181,"recipient":"ann@example.com",
                 "delivery-status":{"code":550,"message":"no such mailbox"}}}
                """.formatted(
                                event, severity == null ? "" : severity, reason == null ? "" : reason)))
                .isEqualTo(
                        right == null
                                ? List.of()
                                : List.of(right.replace("|", "").strip()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"RecordType\":\"Bounce\",\"Type\":\"HardBounce\",\"Email\":\"a@example.com\"|email.bounced a@example.com hard",
                "\"RecordType\":\"Bounce\",\"Type\":\"BadEmailAddress\",\"Email\":\"a@example.com\"|email.bounced a@example.com hard",
                "\"RecordType\":\"Bounce\",\"Type\":\"Transient\",\"Email\":\"a@example.com\"|email.bounced a@example.com soft",
                "\"RecordType\":\"Bounce\",\"Type\":\"AutoResponder\",\"Email\":\"a@example.com\"|",
                "\"RecordType\":\"SpamComplaint\",\"Type\":\"SpamComplaint\",\"Email\":\"a@example.com\"|email.complained a@example.com",
                "\"RecordType\":\"SubscriptionChange\",\"Recipient\":\"a@example.com\",\"SuppressSending\":true,\"SuppressionReason\":\"ManualSuppression\"|opt-out a@example.com",
                "\"RecordType\":\"SubscriptionChange\",\"Recipient\":\"a@example.com\",\"SuppressSending\":true,\"SuppressionReason\":\"HardBounce\"|email.bounced a@example.com hard",
                "\"RecordType\":\"SubscriptionChange\",\"Recipient\":\"a@example.com\",\"SuppressSending\":false,\"SuppressionReason\":null|",
                "\"RecordType\":\"Delivery\",\"Recipient\":\"a@example.com\"|"
            })
    void postmark(String fields, @Nullable String right) throws Refused {
        assertThat(told(
                        "postmark",
                        "{" + fields + ",\"ID\":42,\"BouncedAt\":\"2026-03-02T10:00:00Z\","
                                + "\"ChangedAt\":\"2026-03-02T10:00:00Z\",\"MessageID\":\"883953f4\"}"))
                .isEqualTo(right == null ? List.of() : List.of(right));
    }

    private static String sns(String message) {
        return "{\"Type\":\"Notification\",\"MessageId\":\"22b80b92\",\"TopicArn\":\"arn:aws:sns:us-west-2:123456789012:mail\","
                + "\"Message\":\""
                + message.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "")
                + "\",\"Timestamp\":\"2026-03-02T10:00:00.000Z\",\"SignatureVersion\":\"1\",\"Signature\":\"EXAMPLE\","
                + "\"SigningCertURL\":\"https://evil.example/cert.pem\",\"UnsubscribeURL\":\"https://evil.example/\"}";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"notificationType\":\"Bounce\",\"bounce\":{\"bounceType\":\"Permanent\",\"bounceSubType\":\"General\",\"bouncedRecipients\":[{\"emailAddress\":\"a@example.com\",\"status\":\"5.1.1\"}],\"feedbackId\":\"f1\",\"timestamp\":\"2026-03-02T10:00:00.000Z\"}}|email.bounced a@example.com hard",
                "{\"eventType\":\"Bounce\",\"bounce\":{\"bounceType\":\"Transient\",\"bouncedRecipients\":[{\"emailAddress\":\"a@example.com\"}],\"feedbackId\":\"f1\"}}|email.bounced a@example.com soft",
                "{\"notificationType\":\"Complaint\",\"complaint\":{\"complaintFeedbackType\":\"abuse\",\"complainedRecipients\":[{\"emailAddress\":\"a@example.com\"}],\"feedbackId\":\"f1\"}}|email.complained a@example.com",
                "{\"notificationType\":\"Complaint\",\"complaint\":{\"complaintFeedbackType\":\"not-spam\",\"complainedRecipients\":[{\"emailAddress\":\"a@example.com\"}],\"feedbackId\":\"f1\"}}|",
                "{\"eventType\":\"Subscription\",\"mail\":{\"messageId\":\"m\",\"destination\":[\"a@example.com\"]},\"subscription\":{\"source\":\"UnsubscribeHeader\",\"newTopicPreferences\":{\"unsubscribeAll\":true}}}|opt-out a@example.com",
                "{\"notificationType\":\"Delivery\",\"mail\":{\"destination\":[\"a@example.com\"]}}|"
            })
    void sesInTheEnvelopeAndRaw(String message, @Nullable String right) throws Refused {
        List<String> all = right == null ? List.of() : List.of(right);
        assertThat(told("ses", sns(message))).isEqualTo(all);
        assertThat(told("ses", message)).as("raw delivery").isEqualTo(all);
    }

    @Test
    void aReportOfSeveralAddressesIsAnEventForEach() throws Refused {
        String body = "{\"notificationType\":\"Bounce\",\"bounce\":{\"bounceType\":\"Permanent\",\"feedbackId\":\"f1\","
                + "\"bouncedRecipients\":[{\"emailAddress\":\"a@example.com\"},{\"emailAddress\":\"b@example.com\"}]}}";
        List<Payload> all = Payload.of(hook("ses", Map.of()), body.getBytes(StandardCharsets.UTF_8));
        assertThat(all).hasSize(2);
        assertThat(all.get(0).id()).isNotEqualTo(all.get(1).id());
        assertThat(all.get(0).at(NOW, ZoneOffset.UTC)).isEqualTo(NOW);
    }

    @Test
    void aQuestionForAConfirmationIsToldToAPersonAndNothingIsCalled() throws Refused {
        String told = TopicConfirmation.of(Payload.read("""
                {"Type":"SubscriptionConfirmation","TopicArn":"arn:aws:sns:us-west-2:123456789012:mail",
                 "Token":"2336412f37fb687f5d51e6e241d09c805a5a57b30d712f794cc5f6a988666d92768dd60a747ba6f3beb71854e285d6ad02428b09ceece29417f1f02d609c582afbacc99c583a916b9981dd2728f4ae6fdb82efd087cc3b7849e05798d2d2785c03b0879594eeac82c01f235d0e717736",
                 "SubscribeURL":"http://169.254.169.254/latest/meta-data/"}
                """.getBytes(StandardCharsets.UTF_8)));
        assertThat(told).contains("aws sns confirm-subscription").doesNotContain("169.254");
    }

    @ParameterizedTest
    @ValueSource(strings = {"arn:aws:sns:x:1:y; rm -rf /", "", "arn:aws:sns:us-west-2:123456789012:a\\nb", "$(id)"})
    void aTopicThatWouldDoHarmInACommandIsRefused(String topic) {
        assertThatThrownBy(() ->
                        TopicConfirmation.of(Payload.read(("{\"Type\":\"SubscriptionConfirmation\",\"TopicArn\":\""
                                        + topic + "\",\"Token\":\"2336412f37fb687f5d51\"}")
                                .getBytes(StandardCharsets.UTF_8))))
                .isInstanceOf(Refused.class);
    }

    @Test
    void theTokenMayBeThePasswordOfTheAddress() {
        Proof proof = hook("ses", Map.of()).proof();
        assertThat(proof.holds(one("Basic " + basic("ripen:" + SECRET)), new byte[0], "", NOW))
                .isTrue();
        assertThat(proof.holds(one("Basic " + basic("ripen:wrong")), new byte[0], "", NOW))
                .isFalse();
        assertThat(proof.holds(one("Basic ???"), new byte[0], "", NOW)).isFalse();
    }

    @Test
    void mailgunSignsInTheBody() throws GeneralSecurityException {
        Proof proof = hook("mailgun", Map.of("token", "", "secret", SECRET)).proof();
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        String time = Long.toString(NOW.getEpochSecond());
        String right = HexFormat.of().formatHex(mac.doFinal((time + "abc").getBytes(StandardCharsets.UTF_8)));
        assertThat(proof.holds(name -> null, mailgun(time, "abc", right), "", NOW))
                .isTrue();
        assertThat(proof.holds(name -> null, mailgun(time, "abd", right), "", NOW))
                .isFalse();
        assertThat(proof.holds(name -> null, mailgun(time, "abc", right), "", NOW.plusSeconds(40_000)))
                .as("told a day later")
                .isFalse();
        assertThat(proof.holds(name -> null, "no json".getBytes(StandardCharsets.UTF_8), "", NOW))
                .isFalse();
    }

    @Test
    void sendgridSignsWithAKeyOfItsOwn() throws GeneralSecurityException {
        KeyPairGenerator maker = KeyPairGenerator.getInstance("EC");
        maker.initialize(256);
        KeyPair keys = maker.generateKeyPair();
        String key = Base64.getEncoder().encodeToString(keys.getPublic().getEncoded());
        Proof proof = hook("sendgrid", Map.of("token", "", "secret", key)).proof();
        byte[] body = "[{}]\r\n".getBytes(StandardCharsets.UTF_8);
        String time = Long.toString(NOW.getEpochSecond());
        Signature signing = Signature.getInstance("SHA256withECDSA");
        signing.initSign(keys.getPrivate());
        signing.update(time.getBytes(StandardCharsets.UTF_8));
        signing.update(body);
        Map<String, String> headers = Map.of(
                "X-Twilio-Email-Event-Webhook-Signature",
                Base64.getEncoder().encodeToString(signing.sign()),
                "X-Twilio-Email-Event-Webhook-Timestamp",
                time);
        assertThat(proof.holds(headers::get, body, "", NOW)).isTrue();
        assertThat(proof.holds(headers::get, "[{} ]".getBytes(StandardCharsets.UTF_8), "", NOW))
                .isFalse();
        assertThat(proof.holds(headers::get, body, "", NOW.plusSeconds(400))).isFalse();
    }

    @Test
    void aProviderThatIsNotKnownAndAKeyThatIsNoneAreRefused() {
        assertThatThrownBy(() -> hook("hotmail", Map.of())).hasMessageContaining("sendgrid, mailgun, postmark, ses");
        assertThatThrownBy(() -> hook("sendgrid", Map.of("token", "", "secret", SECRET)))
                .hasMessageContaining("verification key");
    }

    private static java.util.function.Function<String, @Nullable String> one(String value) {
        return name -> name.equals("Authorization") ? value : null;
    }

    private static String basic(String pair) {
        return Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] mailgun(String time, String token, String signature) {
        return ("{\"signature\":{\"timestamp\":\"" + time + "\",\"token\":\"" + token + "\",\"signature\":\""
                        + signature + "\"},\"event-data\":{}}")
                .getBytes(StandardCharsets.UTF_8);
    }
}
