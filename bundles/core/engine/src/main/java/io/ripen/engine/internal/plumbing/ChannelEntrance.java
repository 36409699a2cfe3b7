package io.ripen.engine.internal.plumbing;

import io.ripen.channel.AddressKind;
import io.ripen.channel.TemplateFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Consumer;
import org.apache.camel.MultipleConsumersSupport;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.DefaultEndpoint;
import org.jspecify.annotations.Nullable;

/**
 * The beginning of a route that is a channel: {@code <from uri="channel:whatsapp?address=phone"/>} makes
 * {@code whatsapp:hello} a touch. Options: {@code address} ({@code phone}, {@code email}, or {@code none}, the default),
 * {@code format} ({@code text}, the default, or {@code mail}) and {@code concurrency}, 1 to 64, 8 by default.
 */
final class ChannelEntrance extends DefaultComponent {
    static final String SCHEME = "channel";

    private static final Set<String> TAKEN = Set.of("wait", "goto", "sequence", "direct", "channel");
    private static final int MOST_AT_ONCE = 64;

    /** Types that a started route has; a second route of the same type would never be asked. */
    private final Set<String> started = ConcurrentHashMap.newKeySet();

    /** How a channel of the plumbing wants to be used. */
    record Spec(String type, AddressKind address, TemplateFormat format, int concurrency) {}

    @Override
    protected Door createEndpoint(String uri, String type, Map<String, Object> parameters) {
        if (!type.matches("[a-z][a-z0-9-]{0,39}") || TAKEN.contains(type)) {
            throw new IllegalArgumentException("'" + type
                    + "' cannot be the name of a channel: write channel:NAME with up to"
                    + " 40 lower-case letters, digits and '-', and none of the engine's own names " + TAKEN + ".");
        }
        String concurrency = taken(parameters, "concurrency", "8");
        if (!concurrency.matches("[0-9]{1,2}")
                || Integer.parseInt(concurrency) < 1
                || Integer.parseInt(concurrency) > MOST_AT_ONCE) {
            throw new IllegalArgumentException(
                    "concurrency=" + concurrency + " of channel:" + type + ": write a number from 1 to 64.");
        }
        Spec spec = new Spec(
                type,
                one(AddressKind.class, "address", taken(parameters, "address", "none"), type),
                one(TemplateFormat.class, "format", taken(parameters, "format", "text"), type),
                Integer.parseInt(concurrency));
        return new Door(uri, this, spec);
    }

    private String taken(Map<String, Object> parameters, String name, String otherwise) {
        String value = getAndRemoveParameter(parameters, name, String.class);
        return value == null ? otherwise : value;
    }

    private static <E extends Enum<E>> E one(Class<E> kind, String option, String written, String type) {
        for (E each : kind.getEnumConstants()) {
            if (each.name().toLowerCase(Locale.ROOT).equals(written)) {
                return each;
            }
        }
        throw new IllegalArgumentException(
                option + "=" + written + " of channel:" + type + " is not known: write one of "
                        + java.util.Arrays.toString(kind.getEnumConstants()).toLowerCase(Locale.ROOT) + ".");
    }

    /** Where messages of one channel enter; called by the engine and by no other route. */
    static final class Door extends DefaultEndpoint implements MultipleConsumersSupport {
        private final ChannelEntrance entrance;
        private final Spec spec;

        Door(String uri, ChannelEntrance entrance, Spec spec) {
            super(uri, entrance);
            this.entrance = entrance;
            this.spec = spec;
        }

        Spec spec() {
            return spec;
        }

        @Override
        public @Nullable Producer createProducer() {
            throw new UnsupportedOperationException(
                    "channel:" + spec.type()
                            + " is where the engine hands messages in: no route may send to it. Let both routes send to a direct:.");
        }

        @Override
        public Consumer createConsumer(Processor processor) {
            return new DefaultConsumer(this, processor) {
                /** One that was only tried is stopped too, and must not take another's place away. */
                private boolean mine;

                @Override
                protected void doStart() throws Exception {
                    if (!entrance.started.add(spec.type())) {
                        throw new IllegalStateException("Another route begins at channel:" + spec.type() + " already.");
                    }
                    mine = true;
                    super.doStart();
                }

                @Override
                protected void doStop() throws Exception {
                    if (mine) {
                        mine = false;
                        entrance.started.remove(spec.type());
                    }
                    super.doStop();
                }
            };
        }

        @Override
        public boolean isSingleton() {
            return true;
        }

        /** Two versions of a file may stand side by side; which one is started, the consumer sees to. */
        @Override
        public boolean isMultipleConsumersSupported() {
            return true;
        }
    }
}
