package io.ripen.conversation.internal;

import io.ripen.channel.AddressKind;
import io.ripen.channel.Channel;
import io.ripen.channel.ChannelType;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** The channels that reach somebody in writing, as their bundles come and go. Thread-safe. */
@Component(service = WritingChannels.class)
public final class WritingChannels {
    private final Map<String, Channel> channels = new ConcurrentHashMap<>();

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC, unbind = "remove")
    void bind(Channel channel, Map<String, Object> properties) {
        if (properties.get(ChannelType.PROPERTY) instanceof String type) {
            add(type, channel);
        }
    }

    public void add(String type, Channel channel) {
        // A channel without an address reaches nobody, and one that waits for an outcome is work for a person.
        if (channel.addressKind() != AddressKind.NONE && channel.laterOutcome() == null) {
            channels.put(type, channel);
        }
    }

    public void remove(Channel channel) {
        channels.values().remove(channel);
    }

    @Nullable Channel get(String type) {
        return channels.get(type);
    }

    Set<String> types() {
        return new TreeSet<>(channels.keySet());
    }
}
