package io.ripen.conversation.internal;

import io.ripen.channel.AddressKind;
import io.ripen.channel.Channel;
import io.ripen.channel.ChannelType;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * The channels that reach somebody in writing, as their bundles come and go; of two of a type the one that ranks higher.
 * A channel is taken when it is first needed, since one may need the intake, which tells us what leads wrote. Thread-safe.
 */
@Component(service = WritingChannels.class)
public final class WritingChannels {
    private final Map<Object, Entry> channels = new ConcurrentHashMap<>();
    private final @Nullable BundleContext bundle;

    /** @param rank compared when there are several of a type */
    private record Entry(String type, Comparable<Object> rank, Supplier<@Nullable Channel> channel) {}

    @Activate
    public WritingChannels(BundleContext bundle) {
        this.bundle = bundle;
    }

    /** Without OSGi. */
    WritingChannels() {
        this.bundle = null;
    }

    @Reference(
            service = Channel.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            unbind = "remove")
    void bind(ServiceReference<Channel> reference) {
        BundleContext context = bundle;
        if (context != null && reference.getProperty(ChannelType.PROPERTY) instanceof String type) {
            channels.put(reference, new Entry(type, reference::compareTo, () -> context.getService(reference)));
        }
    }

    void remove(ServiceReference<Channel> reference) {
        channels.remove(reference);
    }

    void add(String type, Channel channel) {
        channels.put(channel, new Entry(type, other -> 0, () -> channel));
    }

    @Nullable Channel get(String type) {
        Object best = null;
        for (Map.Entry<Object, Entry> each : channels.entrySet()) {
            boolean better = best == null || each.getValue().rank().compareTo(best) > 0;
            if (each.getValue().type().equals(type) && better) {
                best = each.getKey();
            }
        }
        Entry found = best == null ? null : channels.get(best);
        Channel channel = found == null ? null : found.channel().get();
        return channel != null && writes(channel) ? channel : null;
    }

    /** Types of those that write, in order. */
    Set<String> types() {
        Set<String> types = new TreeSet<>();
        for (Entry each : channels.values()) {
            if (get(each.type()) != null) {
                types.add(each.type());
            }
        }
        return types;
    }

    /** A channel without an address reaches nobody, and one that waits for an outcome is work for a person. */
    private static boolean writes(Channel channel) {
        return channel.addressKind() != AddressKind.NONE && channel.laterOutcome() == null;
    }
}
