package io.ripen.benchmarks.mail;

import java.util.Map;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;

/** Camel's own {@code smtp:} endpoint as it comes: a connection per message. */
final class StockSender implements MailSender {
    private final DefaultCamelContext context = new DefaultCamelContext();
    private final ProducerTemplate template;
    private final String uri;

    StockSender(int port) {
        context.disableJMX();
        context.start();
        template = context.createProducerTemplate();
        uri = "smtp://127.0.0.1:" + port + "?contentType=text/html;charset=UTF-8";
    }

    @Override
    public String name() {
        return "smtp: of Camel, a connection per message";
    }

    @Override
    public void send(int number) {
        template.sendBodyAndHeaders(
                uri,
                Letter.html(number),
                Map.of(
                        "From",
                        "sales@example.com",
                        "To",
                        Letter.to(number),
                        "Subject",
                        Letter.subject(number),
                        "CamelMailAlternativeBody",
                        Letter.text(number)));
    }

    @Override
    public void close() {
        context.stop();
    }
}
