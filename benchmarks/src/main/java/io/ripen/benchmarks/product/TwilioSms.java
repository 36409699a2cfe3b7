package io.ripen.benchmarks.product;

import io.ripen.channel.Channel;
import io.ripen.channel.sms.twilio.internal.SenderPauses;
import io.ripen.channel.sms.twilio.internal.TwilioAccount;
import io.ripen.channel.sms.twilio.internal.TwilioCamelComponent;
import io.ripen.channel.sms.twilio.internal.TwilioConnection;
import io.ripen.channel.sms.twilio.internal.TwilioSmsChannel;
import io.ripen.engine.internal.plumbing.PlumbingAllowList;
import io.ripen.engine.internal.plumbing.PlumbingRoutes;
import io.ripen.sequence.Problem;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.apache.camel.component.bean.BeanComponent;
import org.apache.camel.impl.DefaultCamelContext;

/** The real SMS channel with the shipped route {@code twilio-out.xml} and Camel's Twilio component, without OSGi. */
public final class TwilioSms implements AutoCloseable {
    private final TwilioConnection connection;
    private final PlumbingRoutes plumbing;
    private final TwilioSmsChannel channel;

    /**
     * @param routes folder with {@code plumbing/twilio-out.xml}
     * @param url where Twilio's API is
     */
    public TwilioSms(Path routes, String url, String sid, String token, String from) throws IOException {
        connection = new TwilioConnection(
                new TwilioAccount(
                        URI.create(url),
                        sid,
                        token,
                        from,
                        "",
                        false,
                        16,
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(20)),
                "");
        DefaultCamelContext context = new DefaultCamelContext();
        context.addComponent("ripen-twilio", new TwilioCamelComponent(connection));
        // "${body.sid}" asks for it when the route is built.
        context.addComponent("bean", new BeanComponent());
        plumbing = new PlumbingRoutes(context, PlumbingAllowList.with(List.of(), List.of()));
        List<Problem> problems =
                plumbing.load("twilio-out.xml", Files.readString(routes.resolve("plumbing/twilio-out.xml")));
        if (!problems.isEmpty()) {
            throw new IllegalStateException("The shipped route is not accepted: " + problems);
        }
        channel = new TwilioSmsChannel(plumbing, connection, SenderPauses.on(InstantSource.system()));
    }

    public Channel channel() {
        return channel;
    }

    @Override
    public void close() {
        plumbing.close();
        connection.close();
    }
}
