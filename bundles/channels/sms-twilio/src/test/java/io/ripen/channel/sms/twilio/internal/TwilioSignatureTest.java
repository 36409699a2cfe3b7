package io.ripen.channel.sms.twilio.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Signatures are made here from Twilio's description, apart from the SDK that checks them. */
@DisplayName("Twilio's signature")
class TwilioSignatureTest {
    private static final String TOKEN = "a-token-of-ours";
    private static final Map<String, String> FIELDS = Map.of("To", "+15005550006", "Body", "Hi & bye", "From", "+1");
    private static final String SIGNED_FIELDS = "BodyHi & byeFrom+1To+15005550006";

    private final TwilioSignature signature = new TwilioSignature(TOKEN);

    @Test
    void over_address_and_sorted_fields_is_right() throws Exception {
        String url = "https://crm.acme.example/twilio/inbound";
        assertThat(signature.isValid(url, FIELDS, sign(url + SIGNED_FIELDS))).isTrue();
    }

    @Test
    void is_right_with_and_without_the_usual_port() throws Exception {
        String url = "https://crm.acme.example/twilio/inbound";
        String withPort = "https://crm.acme.example:443/twilio/inbound";
        assertThat(signature.isValid(url, FIELDS, sign(withPort + SIGNED_FIELDS)))
                .isTrue();
        assertThat(signature.isValid(withPort, FIELDS, sign(url + SIGNED_FIELDS)))
                .isTrue();
        String odd = "https://crm.acme.example:8443/twilio/inbound";
        assertThat(signature.isValid(odd, FIELDS, sign(url + SIGNED_FIELDS))).isTrue();
        assertThat(signature.isValid(odd, FIELDS, sign(odd + SIGNED_FIELDS))).isTrue();
    }

    @Test
    void covers_the_attempt_in_the_address() throws Exception {
        String url = "https://crm.acme.example/twilio/status?attempt=AbC-_123.xyz";
        assertThat(signature.isValid(url, FIELDS, sign(url + SIGNED_FIELDS))).isTrue();
        assertThat(signature.isValid(url + "4", FIELDS, sign(url + SIGNED_FIELDS)))
                .isFalse();
    }

    @Test
    void a_field_that_comes_several_times_is_signed_once_for_each_value() throws Exception {
        FormBody form = FormBody.parse("M=%2Bb&M=%2Ba&M=%2Bb&A=1");
        String url = "https://crm.acme.example/x";
        assertThat(signature.isValid(url, form.signed(), sign(url + "A1M+aM+b")))
                .isTrue();
    }

    @Test
    void of_another_token_another_field_or_nobody_is_wrong() throws Exception {
        String url = "https://crm.acme.example/twilio/inbound";
        String right = sign(url + SIGNED_FIELDS);
        assertThat(new TwilioSignature("another").isValid(url, FIELDS, right)).isFalse();
        assertThat(signature.isValid(url, Map.of("To", "+15005550006"), right)).isFalse();
        assertThat(signature.isValid(url, FIELDS, null)).isFalse();
        assertThat(signature.isValid(url, FIELDS, "")).isFalse();
        assertThat(signature.isValid("not an address", FIELDS, right)).isFalse();
    }

    @Test
    void without_a_token_nothing_is_right() throws Exception {
        String url = "https://crm.acme.example/twilio/inbound";
        assertThat(new TwilioSignature("").isValid(url, FIELDS, sign(url + SIGNED_FIELDS)))
                .isFalse();
    }

    @Test
    void of_a_body_that_is_no_form_covers_its_hash() throws Exception {
        String body = "{\"a\": 1}";
        String hash = HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(body.getBytes(StandardCharsets.UTF_8)));
        String url = "https://crm.acme.example/x?bodySHA256=" + hash;
        assertThat(signature.isValid(url, body, sign(url))).isTrue();
        assertThat(signature.isValid(url, body + " ", sign(url))).isFalse();
    }

    static String sign(String text) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA1");
        mac.init(new SecretKeySpec(TOKEN.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
        return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    }
}
