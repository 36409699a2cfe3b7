package io.ripen.openid.internal;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.util.JSONObjectUtils;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import io.ripen.access.ExternalPerson;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** OpenID Connect with a code, PKCE, state and nonce (OAuth 2.0 Security Best Current Practice, RFC 9700). Thread-safe. */
final class SignInProtocol {
    private final Settings settings;
    private final Provider provider;
    private final ProviderClient client;
    private final Claims claims;
    private final URI callback;

    SignInProtocol(Settings settings, Provider provider, ProviderClient client) {
        this.settings = settings;
        this.provider = provider;
        this.client = client;
        this.claims = new Claims(settings);
        this.callback = URI.create(settings.console() + "/openid/callback");
    }

    /** A sign-in that begins, with where the browser goes for it. */
    record Begun(SignInFlow flow, URI address) {}

    Begun begin(String returnTo, String ticket) throws ProviderException {
        State state = new State(32);
        Nonce nonce = new Nonce(32);
        CodeVerifier verifier = new CodeVerifier();
        URI address = new AuthenticationRequest.Builder(
                        ResponseType.CODE, Scope.parse(settings.scopes()), new ClientID(settings.clientId()), callback)
                .endpointURI(provider.metadata().getAuthorizationEndpointURI())
                .state(state)
                .nonce(nonce)
                .codeChallenge(verifier, CodeChallengeMethod.S256)
                .build()
                .toURI();
        return new Begun(
                new SignInFlow(state.getValue(), nonce.getValue(), verifier.getValue(), returnTo, ticket), address);
    }

    /**
     * Who it is, by the code that the browser brings.
     *
     * @throws ProviderException when the provider does not say so, or what it says is not accepted
     */
    ExternalPerson finish(SignInFlow flow, String code) throws ProviderException {
        OIDCTokens tokens = tokens(flow, code);
        IDTokenClaimsSet id = provider.check(tokens.getIDToken(), new Nonce(flow.nonce()));
        String subject = id.getSubject().getValue();
        Map<String, Object> told = new HashMap<>(id.toJSONObject());
        URI userInfo = provider.metadata().getUserInfoEndpointURI();
        if (userInfo != null && !claims.tellGroups(told)) {
            Map<String, Object> more =
                    userInfo(userInfo, tokens.getAccessToken().toAuthorizationHeader());
            if (!subject.equals(more.get("sub"))) {
                throw new ProviderException(userInfo + " tells of somebody else than the ID token.");
            }
            more.forEach(told::putIfAbsent);
        }
        return claims.person(subject, told);
    }

    private OIDCTokens tokens(SignInFlow flow, String code) throws ProviderException {
        OIDCProviderMetadata metadata = provider.metadata();
        ClientID clientId = new ClientID(settings.clientId());
        AuthorizationCodeGrant grant =
                new AuthorizationCodeGrant(new AuthorizationCode(code), callback, new CodeVerifier(flow.verifier()));
        URI address = metadata.getTokenEndpointURI();
        HTTPRequest request = (settings.clientSecret().isEmpty()
                        ? new TokenRequest.Builder(address, clientId, grant)
                        : new TokenRequest.Builder(address, proof(metadata, clientId), grant))
                .build()
                .toHTTPRequest();
        String authorization = request.getAuthorization();
        ProviderClient.Answer answer = authorization == null
                ? client.post(address, request.getBody(), "Content-Type", "application/x-www-form-urlencoded")
                : client.post(
                        address,
                        request.getBody(),
                        "Content-Type",
                        "application/x-www-form-urlencoded",
                        "Authorization",
                        authorization);
        try {
            HTTPResponse response = new HTTPResponse(answer.status());
            response.setContentType(answer.contentType());
            response.setBody(answer.body());
            TokenResponse parsed = OIDCTokenResponseParser.parse(response);
            if (parsed instanceof OIDCTokenResponse good && good.getOIDCTokens().getIDToken() != null) {
                return good.getOIDCTokens();
            }
            throw new ProviderException(address + " gives no ID token: "
                    + (parsed.indicatesSuccess()
                            ? "it is missing"
                            : parsed.toErrorResponse().getErrorObject().getCode()));
        } catch (ParseException e) {
            throw new ProviderException(
                    address + " answers " + answer.status() + " and not as OpenID Connect says: " + e.getMessage(), e);
        }
    }

    private ClientAuthentication proof(OIDCProviderMetadata metadata, ClientID clientId) {
        Secret secret = new Secret(settings.clientSecret());
        List<ClientAuthenticationMethod> methods = metadata.getTokenEndpointAuthMethods();
        boolean post = methods != null
                && !methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                && methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_POST);
        return post ? new ClientSecretPost(clientId, secret) : new ClientSecretBasic(clientId, secret);
    }

    private Map<String, Object> userInfo(URI address, String authorization) throws ProviderException {
        ProviderClient.Answer answer = client.get(address, "Authorization", authorization);
        try {
            if (answer.status() == 200) {
                return JSONObjectUtils.parse(answer.body());
            }
            throw new ProviderException(address + " answers " + answer.status() + ".");
        } catch (ParseException e) {
            throw new ProviderException(address + " answers no JSON object.", e);
        }
    }
}
