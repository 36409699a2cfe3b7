package io.ripen.openid.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jwt.JWTClaimsSet;
import io.ripen.access.ExternalPerson;
import io.ripen.access.NoEntryException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sign-ins with a provider that says what is right, and much that is not. */
class OpenIdServletTest {
    private final FakeProvider provider = new FakeProvider();
    private final Console console = new Console()
            .with(Map.of(
                    "issuer", provider.issuer, "client_secret", FakeProvider.SECRET, "title", "Sign in at <Acme>"));
    private final Browser browser = new Browser();

    @AfterEach
    void stop() {
        console.close();
        provider.close();
    }

    private static Map<String, String> query(String address) {
        Map<String, String> query = new LinkedHashMap<>();
        for (String each : URI.create(address).getRawQuery().split("&")) {
            String[] pair = each.split("=", 2);
            query.put(pair[0], URLDecoder.decode(pair[1], StandardCharsets.UTF_8));
        }
        return query;
    }

    private static String location(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
        return answer.headers().firstValue("Location").orElseThrow();
    }

    /** Begins, and has the provider answer this sign-in. */
    private Map<String, String> begun(String query) {
        Map<String, String> asked = query(location(browser.get(console.address("/openid/start" + query))));
        provider.nonce = asked.get("nonce");
        return asked;
    }

    private HttpResponse<String> back(String query) {
        return browser.get(console.address("/openid/callback?" + query));
    }

    private HttpResponse<String> signIn(String query) {
        return back("code=c0de&state=" + begun(query).get("state"));
    }

    private void refused(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).contains("<html lang=\"en\">", "<h1>").doesNotContain("Exception", "nonce", "North");
        assertThat(browser.jar(console.address(""))).isEmpty();
        assertThat(console.came).isEmpty();
    }

    @Test
    void aPersonSignsInWithCodePkceStateAndNonce() throws Exception {
        Map<String, String> asked = begun("?returnTo=/inbox?lead=7%26tab=mail");
        assertThat(asked)
                .containsEntry("response_type", "code")
                .containsEntry("client_id", "ripen")
                .containsEntry("code_challenge_method", "S256")
                .containsEntry("redirect_uri", console.address("/openid/callback"));
        assertThat(asked.get("scope").split(" ")).contains("openid");
        HttpResponse<String> in = back("code=c0de&state=" + asked.get("state"));
        assertThat(location(in)).isEqualTo(console.address("/inbox?lead=7&tab=mail"));
        assertThat(in.headers().allValues("Set-Cookie"))
                .anySatisfy(each -> assertThat(each).isEqualTo("ripen-local=rps_key1; Path=/; HttpOnly; SameSite=Lax"));
        assertThat(browser.jar(console.address("")).keySet()).containsExactly("ripen-local");
        ExternalPerson kim = console.came.get(0);
        assertThat(kim)
                .isEqualTo(new ExternalPerson(
                        provider.issuer, "f81d4fae", "kim", "Kim Lee", "kim@example.com", Set.of("North managers")));

        Map<String, String> sent = query("http://a/?" + provider.tokenRequests.get(0));
        assertThat(sent).containsEntry("code", "c0de").containsEntry("grant_type", "authorization_code");
        byte[] challenge = MessageDigest.getInstance("SHA-256")
                .digest(sent.get("code_verifier").getBytes(StandardCharsets.US_ASCII));
        assertThat(Base64.getUrlEncoder().withoutPadding().encodeToString(challenge))
                .isEqualTo(asked.get("code_challenge"));
        assertThat(provider.authorizations.get(0)).startsWith("Basic ");
    }

    @Test
    void theSessionThatTheBrowserHadIsOver() {
        browser.jar(console.address("")).put("ripen-local", "rps_planted");
        signIn("");
        assertThat(console.ended).containsExactly("rps_planted");
        assertThat(browser.jar(console.address(""))).containsEntry("ripen-local", "rps_key1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/",
                "//evil.example/",
                "/\\evil.example/",
                "\\\\evil.example",
                "/\t/evil.example",
                "/a b",
                "javascript:alert(1)",
                "evil.example",
                "http:/evil.example",
                "/é",
                ""
            })
    void nobodyIsSentToAnotherSite(String returnTo) {
        String query = "?returnTo=" + URLEncoder.encode(returnTo, StandardCharsets.UTF_8);
        assertThat(location(signIn(query))).isEqualTo(console.address("/"));
    }

    @Test
    void aPlantedCookieSendsNobodyElsewhereEither() {
        Map<String, String> asked = begun("");
        Map<String, String> jar = browser.jar(console.address(""));
        String[] parts = jar.get("ripen-openid-local").split("\\.", -1);
        parts[3] = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("//evil.example".getBytes(StandardCharsets.UTF_8));
        jar.put("ripen-openid-local", String.join(".", parts));
        assertThat(location(back("code=c0de&state=" + asked.get("state")))).isEqualTo(console.address("/"));
    }

    @ParameterizedTest
    @CsvSource({
        "wrong nonce",
        "no nonce",
        "wrong audience",
        "audience among others without azp",
        "other azp",
        "expired",
        "no end",
        "from the future",
        "other issuer",
        "no subject",
        "alg none",
        "signed with the client's secret",
        "signed by a stranger",
        "no ID token",
        "refused code"
    })
    void whatIsWrongInAnAnswerSignsNobodyIn(String what) {
        Consumer<JWTClaimsSet.Builder> claims = switch (what) {
            case "wrong nonce" -> token -> token.claim("nonce", "another");
            case "no nonce" -> token -> token.claim("nonce", null);
            case "wrong audience" -> token -> token.audience("other");
            case "audience among others without azp", "other azp" ->
                token -> token.audience(List.of("ripen", "other"))
                        .claim("azp", what.equals("other azp") ? "other" : null);
            case "expired" ->
                token -> token.expirationTime(Date.from(Instant.now().minusSeconds(120)));
            case "no end" -> token -> token.expirationTime(null);
            case "from the future" ->
                token -> token.issueTime(Date.from(Instant.now().plusSeconds(600)));
            case "other issuer" -> token -> token.issuer("https://evil.example");
            case "no subject" -> token -> token.subject(null);
            default -> token -> {};
        };
        provider.claims = claims;
        provider.algorithm = switch (what) {
            case "alg none" -> "none";
            case "signed with the client's secret" -> "HS256";
            default -> "RS256";
        };
        provider.otherKey = what.equals("signed by a stranger");
        provider.noToken = what.equals("no ID token");
        provider.tokenStatus = what.equals("refused code") ? 400 : 200;
        HttpResponse<String> answer = signIn("");
        if (what.equals("audience among others without azp")) {
            // OpenID Connect Core 3.1.3.7 only recommends azp there.
            assertThat(answer.statusCode()).isIn(303, 502);
            return;
        }
        refused(answer, 502);
    }

    @Test
    void anAnswerCountsOnceInTheBrowserThatBeganAndWithItsState() {
        String state = begun("").get("state");
        Browser other = new Browser();
        assertThat(other.get(console.address("/openid/callback?code=c0de&state=" + state))
                        .statusCode())
                .isEqualTo(400);
        refused(back("code=c0de&state=" + state + "x"), 400);
        refused(back("code=c0de&state=" + state), 400);
        begun("");
        refused(back("code=c0de"), 400);
        begun("");
        refused(back(""), 400);
        begun("");
        refused(back("state=" + begun("").get("state")), 400);
        assertThat(provider.tokenRequests).isEmpty();
    }

    @Test
    void anAnswerOfAnotherProviderIsRefused() {
        String state = begun("").get("state");
        refused(back("code=c0de&state=" + state + "&iss=https%3A%2F%2Fevil.example"), 502);
        assertThat(provider.tokenRequests).isEmpty();
        String again = begun("").get("state");
        String iss = URLEncoder.encode(provider.issuer, StandardCharsets.UTF_8);
        location(back("code=c0de&state=" + again + "&iss=" + iss));
    }

    @Test
    void whoCancelsIsToldSo() {
        refused(back("error=access_denied&state=" + begun("").get("state")), 403);
    }

    @Test
    void groupsAreReadWholeInEachShape() {
        assertThat(groups(token -> token.claim("groups", "Sales, East"))).containsExactly("Sales, East");
        assertThat(groups(token -> token.claim("groups", List.of("/a/b", "c,d", "e f"))))
                .containsExactlyInAnyOrder("/a/b", "c,d", "e f");
        assertThat(groups(token -> token.claim("groups", List.of(Map.of("name", "admins"), "x"))))
                .containsExactly("x");
        assertThat(groups(token -> token.claim("groups", List.of()))).isEmpty();
        assertThat(groups(token -> token.claim("groups", 7))).isEmpty();
        assertThat(groups(token -> token.claim("groups", null))).isEmpty();
        assertThat(groups(token -> token.claim("groups", null).claim("hasgroups", true)))
                .isNull();
        assertThat(groups(token -> token.claim("groups", null).claim("_claim_names", Map.of("groups", "src1"))))
                .isNull();
        assertThat(groups(token -> token.claim("groups", null).claim("_claim_names", Map.of("other", "src1"))))
                .isEmpty();
    }

    private Set<String> groups(Consumer<JWTClaimsSet.Builder> claims) {
        provider.claims = claims;
        provider.userInfo = "{\"sub\":\"f81d4fae\"}";
        location(signIn(""));
        return console.came.get(console.came.size() - 1).groups();
    }

    @Test
    void whatTheTokenDoesNotTellIsAskedAndBelongsToTheSamePerson() {
        provider.claims = token -> token.claim("groups", null);
        provider.userInfo = "{\"sub\":\"f81d4fae\",\"groups\":[\"South viewers\"]}";
        location(signIn(""));
        assertThat(console.came.get(0).groups()).containsExactly("South viewers");
        console.came.clear();
        browser.cookies.clear();
        provider.userInfo = "{\"sub\":\"somebody else\",\"groups\":[\"admins\"]}";
        refused(signIn(""), 502);
    }

    @Test
    void aClaimInsideOfAnotherIsFound() {
        try (Console nested =
                new Console().with(Map.of("issuer", provider.issuer, "groups_claim", "realm_access.roles"))) {
            provider.claims = token -> token.claim("realm_access", Map.of("roles", List.of("lead")));
            Map<String, String> asked = query(location(browser.get(nested.address("/openid/start"))));
            provider.nonce = asked.get("nonce");
            location(browser.get(nested.address("/openid/callback?code=c&state=" + asked.get("state"))));
            assertThat(nested.came.get(0).groups()).containsExactly("lead");
            assertThat(provider.authorizations.get(0))
                    .as("a client without a secret")
                    .isEqualTo("null");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"NO_GROUP", "TOO_MANY_GROUPS", "DISABLED"})
    void whoMayNotComeInIsToldSoAndNotWhy(String reason) {
        console.refuse = NoEntryException.Reason.valueOf(reason);
        HttpResponse<String> answer = signIn("");
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body())
                .contains("You cannot come in", "administrator")
                .doesNotContain("North", "f81d4fae");
        assertThat(browser.jar(console.address(""))).isEmpty();
    }

    @Test
    void anOwnerJoinsTheirAccountByATicketAndIsNotSignedInByIt() {
        assertThat(location(signIn("?join=good&returnTo=/me"))).isEqualTo(console.address("/me"));
        assertThat(console.joined).containsExactly("f81d4fae");
        HttpResponse<String> late = signIn("?join=bad");
        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(late.body()).contains("Your account was not joined", "Begin again.");
        assertThat(console.came).isEmpty();
        assertThat(browser.jar(console.address(""))).isEmpty();
    }

    @Test
    void signingOutGoesOnToTheProvider() {
        String out = location(browser.get(console.address("/openid/signout?post_logout_redirect_uri=https://evil")));
        assertThat(out).startsWith(provider.address("/logout?"));
        assertThat(query(out))
                .isEqualTo(Map.of("client_id", "ripen", "post_logout_redirect_uri", console.address("/")));
    }

    @Test
    void aSignInPageLearnsWhatThereIs() {
        assertThat(browser.get(console.address("/openid/provider")).body())
                .isEqualTo("{\"configured\":true,\"title\":\"Sign in at \\u003cAcme>\",\"start\":\"/openid/start\"}");
        try (Console none = new Console().with(Map.of())) {
            assertThat(browser.get(none.address("/openid/provider")).body()).isEqualTo("{\"configured\":false}");
            assertThat(browser.get(none.address("/openid/start")).statusCode()).isEqualTo(404);
        }
        assertThat(browser.post(console.address("/openid/start"), Map.of()).statusCode())
                .isEqualTo(405);
        assertThat(browser.get(console.address("/openid/x")).statusCode()).isEqualTo(404);
    }

    @Test
    void aProviderThatIsAwayOrSomebodyElseSignsNobodyIn() {
        provider.issuer = "https://evil.example";
        assertThat(browser.get(console.address("/openid/start")).statusCode()).isEqualTo(502);
        provider.close();
        HttpResponse<String> away = browser.get(console.address("/openid/start"));
        assertThat(away.statusCode()).isEqualTo(502);
        assertThat(away.body()).contains("administrator").doesNotContain("127.0.0.1", "ConnectException");
    }

    @Test
    void overTlsTheCookiesBelongToThisHostOnly() {
        try (Console tls = new Console().with(Map.of("issuer", provider.issuer, "publicUrl", "https://crm.example/"))) {
            HttpResponse<String> start = browser.get(tls.address("/openid/start"));
            assertThat(start.headers().firstValue("Set-Cookie").orElseThrow())
                    .startsWith("__Host-ripen-openid=")
                    .endsWith("; Path=/; Max-Age=600; Secure; HttpOnly; SameSite=Lax");
            Map<String, String> asked = query(location(start));
            assertThat(asked).containsEntry("redirect_uri", "https://crm.example/openid/callback");
            provider.nonce = asked.get("nonce");
            HttpResponse<String> in = browser.get(tls.address("/openid/callback?code=c&state=" + asked.get("state")));
            assertThat(location(in)).isEqualTo("https://crm.example/");
            assertThat(in.headers().allValues("Set-Cookie"))
                    .contains("__Host-ripen=rps_key1; Path=/; Secure; HttpOnly; SameSite=Lax");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "issuer,http://login.example.com",
        "issuer,login.example.com",
        "issuer,https://a.example/?x",
        "issuer,https://u@a.example/",
        "publicUrl,http://crm.example",
        "publicUrl,nonsense",
        "client_id,' '"
    })
    void aSettingThatMakesNoSenseIsTold(String key, String value) {
        Map<String, String> settings = new LinkedHashMap<>(Map.of("issuer", provider.issuer));
        settings.put(key, value);
        try (Console wrong = new Console()) {
            assertThatThrownBy(() -> wrong.with(settings))
                    .hasMessageContaining("etc/io.ripen.openid.cfg")
                    .hasMessageContaining(key.replace('_', '.'));
        }
    }
}
