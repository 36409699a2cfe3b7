package io.ripen.engine.internal.plumbing;

import io.ripen.channel.AddressKind;
import io.ripen.channel.Channel;
import io.ripen.channel.OutboundMessage;
import io.ripen.channel.Outcome;
import io.ripen.channel.TemplateFormat;
import io.ripen.route.Plumbing;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * A channel that is a plumbing route. What came of a message is read off the exchange: a route that ends in order has sent
 * it, and a header {@code RipenOutcome} says otherwise. Thread-safe.
 */
final class PlumbingChannel implements Channel {
    private static final String PROVIDER_ID = "RipenProviderId";
    private static final String SEVERAL =
            "Several endpoints had the message by then, so only the route could say what came of it:"
                    + " let it set RipenOutcome.";

    private final PlumbingRoutes routes;
    private final ChannelEntrance.Spec spec;

    PlumbingChannel(PlumbingRoutes routes, ChannelEntrance.Spec spec) {
        this.routes = routes;
        this.spec = spec;
    }

    @Override
    public AddressKind addressKind() {
        return spec.address();
    }

    @Override
    public TemplateFormat templateFormat() {
        return spec.format();
    }

    @Override
    public int concurrency() {
        return spec.concurrency();
    }

    @Override
    public Outcome send(OutboundMessage message) {
        Map<String, Object> headers = new LinkedHashMap<>();
        message.headers().forEach((name, value) -> {
            if (!name.startsWith("Ripen") && !HeaderGuard.mustGo(name, true)) {
                headers.put(name, value);
            }
        });
        headers.put("RipenMessageId", message.id().value());
        headers.put("RipenAttempt", message.attempt());
        headers.put("RipenTo", message.address());
        headers.put("RipenTeam", message.team().id().value());
        headers.put("RipenContact", message.contact().id().value());
        put(headers, "RipenSubject", message.subject());
        put(headers, "RipenHtml", message.html());
        if (!message.mayBegin().getAsBoolean()) {
            return new Outcome.Unavailable(ProviderAnswer.SOON, "This node may not send any more; nothing was sent.");
        }
        Entries.Passage passage =
                routes.pass(door(), message.text(), headers, Map.of(Plumbing.MAY_BEGIN, message.mayBegin()));
        if (passage == null) {
            return new Outcome.Unavailable(
                    ProviderAnswer.SOON, "The plumbing route " + door() + " is gone; nothing was sent.");
        }
        return outcome(passage, spec.type() + "-" + message.id() + "-" + message.attempt());
    }

    private String door() {
        return ChannelEntrance.SCHEME + ":" + spec.type();
    }

    private Outcome outcome(Entries.Passage passage, String ownId) {
        Exchange exchange = passage.exchange();
        String declared = said(exchange, "RipenOutcome");
        if (!declared.isEmpty()) {
            return declared(declared, exchange, ownId);
        }
        Throwable failure = exchange.getException();
        return failure == null ? ended(passage, ownId) : failed(passage, failure);
    }

    /** A route that ends in order has sent the message, unless the provider's last word was a no that nobody looked at. */
    private Outcome ended(Entries.Passage passage, String ownId) {
        Exchange exchange = passage.exchange();
        Integer status = exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
        boolean no =
                status != null && status >= 300 && said(exchange, PROVIDER_ID).isEmpty();
        if (!no) {
            return accepted(exchange, ownId);
        }
        Outcome outcome = ProviderAnswer.ofStatus(
                status,
                exchange.getMessage().getBody(String.class),
                exchange.getMessage().getHeader("Retry-After"),
                door());
        return passage.left() == 1 ? outcome : new Outcome.Unknown(SEVERAL);
    }

    private Outcome failed(Entries.Passage passage, Throwable failure) {
        String what = "The plumbing route " + door() + " failed: " + ProviderAnswer.words(failure);
        if (passage.left() == 0) {
            return new Outcome.Unavailable(ProviderAnswer.UNTIL_MENDED, what + " Nothing had left yet.");
        }
        if (passage.left() > 1) {
            return new Outcome.Unknown(what + " " + SEVERAL);
        }
        if (ProviderAnswer.isNoConnection(failure)) {
            return new Outcome.Unavailable(
                    ProviderAnswer.SOON, what + " There was no connection, so nothing was sent.");
        }
        return ProviderAnswer.of(passage.exchange().getContext(), failure, door())
                .orElseGet(() -> new Outcome.Unknown(what));
    }

    private Outcome declared(String outcome, Exchange exchange, String ownId) {
        String reason = said(exchange, "RipenReason");
        return switch (outcome) {
            case "accepted" -> accepted(exchange, ownId);
            case "refused" -> new Outcome.Refused(said(exchange, "RipenCode"), reason);
            case "unavailable" ->
                new Outcome.Unavailable(
                        seconds(said(exchange, "RipenRetryAfter")), reason, said(exchange, "RipenCode"));
            case "unknown" -> new Outcome.Unknown(reason);
            default ->
                new Outcome.Unknown("The plumbing route channel:" + spec.type() + " set RipenOutcome to '" + outcome
                        + "', which is none of accepted, refused, unavailable and unknown.");
        };
    }

    private static Outcome accepted(Exchange exchange, String ownId) {
        String provider = said(exchange, PROVIDER_ID);
        return new Outcome.Accepted(provider.isEmpty() ? ownId : provider);
    }

    /** What the route said in a header or, since many components drop headers, in a variable. */
    private static String said(Exchange exchange, String name) {
        Object value = exchange.getMessage().getHeader(name);
        if (value == null) {
            value = exchange.getVariable(name);
        }
        return value == null ? "" : value.toString().trim();
    }

    private static void put(Map<String, Object> headers, String name, @Nullable String value) {
        if (value != null) {
            headers.put(name, value);
        }
    }

    private static Duration seconds(String text) {
        return text.matches("[0-9]{1,6}") ? Duration.ofSeconds(Long.parseLong(text)) : ProviderAnswer.SOON;
    }
}
