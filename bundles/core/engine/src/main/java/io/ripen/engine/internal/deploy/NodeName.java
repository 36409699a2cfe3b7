package io.ripen.engine.internal.deploy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;

/** What people call this node: {@code node} in {@code etc/io.ripen.engine.run.cfg}, or else the host's name, with the port where that is not the usual one. */
@Component(service = NodeName.class, configurationPid = "io.ripen.engine.run")
public final class NodeName {

    /** The one key of that file that is about more than how leads are run. */
    public @interface Config {
        @AttributeDefinition(
                name = "Node",
                description =
                        "Name of this node for people; empty for the host's name, with the port where that is not 8181.")
        String node() default "";
    }

    private static final String USUAL_PORT = "8181";

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
        return of(configured, System.getenv("RIPEN_HTTP_PORT"));
    }

    /** @param port the one that was asked for, by which nodes of one host differ; null for the usual one */
    static String of(String configured, @Nullable String port) {
        if (!configured.isBlank()) {
            return configured.strip();
        }
        return port == null || port.isBlank() || port.strip().equals(USUAL_PORT) ? host() : host() + ":" + port.strip();
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "ripen";
        }
    }
}
