package ${package};

import io.ripen.channel.AddressKind;
import io.ripen.channel.Channel;
import io.ripen.channel.ChannelType;
import io.ripen.channel.OutboundMessage;
import io.ripen.channel.Outcome;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** With this bundle installed {@code <to id="hello" uri="${type}:hello"/>} is a touch in every sequence. It posts each text to a provider. */
@Component(configurationPid = "${package}.${type}")
@ChannelType("${type}")
@Designate(ocd = ${className}.Config.class)
public final class ${className} implements Channel {

    @ObjectClassDefinition(name = "Channel ${type}")
    @interface Config {
        @AttributeDefinition(description = "Where each message is posted to; its path gets the message's number.")
        String url() default "http://localhost:9999/messages";
    }

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private final Config config;

    @Activate
    public ${className}(Config config) {
        this.config = config;
    }

    /** One attempt. What the type of the answer says decides what happens next; when in doubt it is Unknown. */
    @Override
    public Outcome send(OutboundMessage message) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(config.url() + "/" + message.id()))
                .timeout(Duration.ofSeconds(25))
                .header("Content-Type", "text/plain; charset=UTF-8")
                .header("X-To", message.address())
                .POST(HttpRequest.BodyPublishers.ofString(message.text()))
                .build();
        // Asked right before the request leaves: another node may have taken over.
        if (!message.mayBegin().getAsBoolean()) {
            return new Outcome.Unavailable(Duration.ofSeconds(5), "This node may not send any more; nothing was sent.");
        }
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            int status = answer.statusCode();
            if (status < 300) {
                return new Outcome.Accepted("${type}-" + message.id());
            }
            if (status == 429) {
                return new Outcome.Unavailable(Duration.ofSeconds(30), "The provider takes no more for the moment.");
            }
            return status >= 400 && status < 500
                    ? new Outcome.Refused(Integer.toString(status), "The provider answered " + status + ": " + answer.body())
                    : new Outcome.Unknown("The provider answered " + status + ".");
        } catch (ConnectException nobodyThere) {
            return new Outcome.Unavailable(Duration.ofSeconds(30), "No connection to " + config.url() + "; nothing was sent.");
        } catch (IOException silence) {
            return new Outcome.Unknown("No answer from " + config.url() + ": " + silence);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return new Outcome.Unknown("Stopped while the provider was asked.");
        }
    }

    /** Whom it needs to reach: opt-outs, consent and hours of phone numbers hold for it. */
    @Override
    public AddressKind addressKind() {
        return AddressKind.PHONE;
    }
}
