package io.ripen.engine.internal.deploy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;

/** What people call this node: {@code node} in {@code etc/io.ripen.engine.run.cfg}, or else the host's name. */
@Component(service = NodeName.class, configurationPid = "io.ripen.engine.run")
public final class NodeName {

    /** The one key of that file that is about more than how leads are run. */
    public @interface Config {
        @AttributeDefinition(name = "Node", description = "Name of this node for people; empty for the host's name.")
        String node() default "";
    }

    private final String value;

    @Activate
    public NodeName(Config config) {
        value = of(config.node());
    }

    public String value() {
        return value;
    }

    /** The configured name, or the host's when that is blank. */
    public static String of(String configured) {
        if (!configured.isBlank()) {
            return configured;
        }
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "ripen";
        }
    }
}
