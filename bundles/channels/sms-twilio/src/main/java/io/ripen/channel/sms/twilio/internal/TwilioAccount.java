package io.ripen.channel.sms.twilio.internal;

import java.net.URI;
import java.time.Duration;

/**
 * The account that messages are sent from.
 *
 * @param url base address of the API, without a slash at the end
 * @param from number in E.164 or SID of a messaging service
 * @param publicUrl what our callback addresses begin with, without a slash at the end
 * @param sandbox whether it is the built-in sandbox and no real account
 * @param segmentsPerSecond how many segments the sender takes a second; 0 for no limit
 */
public record TwilioAccount(
        URI url,
        String accountSid,
        String authToken,
        String from,
        String publicUrl,
        boolean sandbox,
        int connections,
        Duration connectTimeout,
        Duration timeout,
        double segmentsPerSecond) {

    /** One without a limit. */
    public TwilioAccount(
            URI url,
            String accountSid,
            String authToken,
            String from,
            String publicUrl,
            boolean sandbox,
            int connections,
            Duration connectTimeout,
            Duration timeout) {
        this(url, accountSid, authToken, from, publicUrl, sandbox, connections, connectTimeout, timeout, 0);
    }

    static final String TWILIO = "https://api.twilio.com";
    /** Twilio's own test number, which can send and reaches nobody. */
    static final String TEST_NUMBER = "+15005550006";

    /** The address for status reports about one attempt. */
    String statusUrl(String token) {
        return publicUrl + "/twilio/status?attempt=" + token;
    }

    @Override
    public String toString() {
        // Not the token: this ends up in logs.
        return accountSid + " at " + url;
    }
}
