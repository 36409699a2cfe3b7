package io.ripen.delivery.internal.installed;

import io.ripen.channel.Channel;
import io.ripen.channel.ChannelType;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** The channels by type, as their bundles come and go. Without OSGi, {@link #add} them by hand. Thread-safe. */
@Component(service = InstalledChannels.class)
public final class InstalledChannels {
    private final ByType<Channel> channels = new ByType<>();

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC, unbind = "remove")
    void bind(Channel channel, Map<String, Object> properties) {
        if (properties.get(ChannelType.PROPERTY) instanceof String type) {
            channels.add(type, channel, properties);
        }
    }

    public void add(String type, Channel channel) {
        channels.add(type, channel, Map.of());
    }

    public void remove(Channel channel) {
        channels.remove(channel);
    }

    public @Nullable Channel get(String type) {
        return channels.get(type);
    }

    public Set<String> types() {
        return channels.all().keySet();
    }
}
