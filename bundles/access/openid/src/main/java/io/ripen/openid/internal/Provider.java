package io.ripen.openid.internal;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.Resource;
import com.nimbusds.jwt.JWT;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** What the provider says of itself, and its keys. Asked when it is needed first, and again after an hour. Thread-safe. */
final class Provider {
    private static final long AGAIN = Duration.ofHours(1).toNanos();
    /** Public keys only: a symmetric signature, or none, proves nothing that everybody with the client's secret could not make. */
    private static final Set<JWSAlgorithm> ALGORITHMS = algorithms();

    private final Settings settings;
    private final ProviderClient client;
    private final LongSupplier nanoTime;
    private volatile @Nullable Known known;

    /** @param nanoTime counts nanoseconds, such as {@link System#nanoTime} */
    Provider(Settings settings, ProviderClient client, LongSupplier nanoTime) {
        this.settings = settings;
        this.client = client;
        this.nanoTime = nanoTime;
    }

    private record Known(OIDCProviderMetadata metadata, IDTokenValidator validator, long at) {}

    private static Set<JWSAlgorithm> algorithms() {
        Set<JWSAlgorithm> all = new HashSet<>(JWSAlgorithm.Family.RSA);
        all.addAll(JWSAlgorithm.Family.EC);
        all.remove(JWSAlgorithm.ES256K);
        return Set.copyOf(all);
    }

    OIDCProviderMetadata metadata() throws ProviderException {
        return known().metadata();
    }

    /**
     * Checks an ID token: its signature by the provider's keys, issuer, audience, times, and that it answers this very sign-in.
     *
     * @throws ProviderException when something of it is wrong
     */
    IDTokenClaimsSet check(JWT token, Nonce nonce) throws ProviderException {
        try {
            return known().validator().validate(token, nonce);
        } catch (BadJOSEException | JOSEException wrong) {
            throw new ProviderException(
                    "The ID token of " + settings.issuer() + " is not accepted: " + wrong.getMessage(), wrong);
        }
    }

    private Known known() throws ProviderException {
        Known before = known;
        if (before != null && nanoTime.getAsLong() - before.at() < AGAIN) {
            return before;
        }
        try {
            Known fresh = ask();
            known = fresh;
            return fresh;
        } catch (ProviderException away) {
            if (before != null) {
                // It said so an hour ago, and will say the same when it is back.
                return before;
            }
            throw away;
        }
    }

    private Known ask() throws ProviderException {
        URI address =
                URI.create(settings.issuer().toString().replaceFirst("/+$", "") + "/.well-known/openid-configuration");
        ProviderClient.Answer answer = client.get(address);
        if (answer.status() != 200) {
            throw new ProviderException(address + " answers " + answer.status() + ". Correct 'issuer' in etc/"
                    + OpenIdConfig.PID + ".cfg.");
        }
        try {
            OIDCProviderMetadata metadata = OIDCProviderMetadata.parse(answer.body());
            Issuer issuer = new Issuer(settings.issuer());
            if (!issuer.equals(metadata.getIssuer())) {
                throw new ProviderException("The provider calls itself " + metadata.getIssuer() + " and not " + issuer
                        + ". Write 'issuer' in etc/" + OpenIdConfig.PID + ".cfg exactly as it does.");
            }
            if (metadata.getAuthorizationEndpointURI() == null
                    || metadata.getTokenEndpointURI() == null
                    || metadata.getJWKSetURI() == null) {
                throw new ProviderException(address + " names no authorization, token or key address.");
            }
            if (!Settings.isSafe(metadata.getAuthorizationEndpointURI())) {
                throw new ProviderException(address + " names " + metadata.getAuthorizationEndpointURI()
                        + " for signing in, which is not https://.");
            }
            JWKSource<SecurityContext> keys = JWKSourceBuilder.<SecurityContext>create(
                            url(metadata.getJWKSetURI()), this::retrieve)
                    .build();
            IDTokenValidator validator = new IDTokenValidator(
                    issuer,
                    new ClientID(settings.clientId()),
                    new JWSVerificationKeySelector<>(ALGORITHMS, keys),
                    null);
            return new Known(metadata, validator, nanoTime.getAsLong());
        } catch (ParseException | MalformedURLException e) {
            throw new ProviderException(address + " does not answer as OpenID Connect says: " + e.getMessage(), e);
        }
    }

    private static URL url(URI uri) throws MalformedURLException {
        return uri.toURL();
    }

    private Resource retrieve(URL url) throws IOException {
        try {
            ProviderClient.Answer answer = client.get(url.toURI());
            if (answer.status() != 200) {
                throw new IOException(url + " answers " + answer.status());
            }
            return new Resource(answer.body(), answer.contentType());
        } catch (ProviderException | URISyntaxException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
