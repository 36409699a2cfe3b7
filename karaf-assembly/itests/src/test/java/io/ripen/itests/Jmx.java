package io.ripen.itests;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.jspecify.annotations.Nullable;

/** Asks Karaf about its bundles and features. Connects anew after a restart. */
public final class Jmx implements AutoCloseable {

    private final Path config;
    private @Nullable JMXConnector connector;

    Jmx(Path home) {
        this.config = home.resolve("etc/org.apache.karaf.management.cfg");
    }

    /** Pax Exam puts in ports of its own, so ask the file that counts. */
    private String url() throws IOException {
        Properties keys = new Properties();
        try (Reader reader = Files.newBufferedReader(config)) {
            keys.load(reader);
        }
        return "service:jmx:rmi://127.0.0.1:" + keys.getProperty("rmiServerPort") + "/jndi/rmi://127.0.0.1:"
                + keys.getProperty("rmiRegistryPort") + "/karaf-root";
    }

    /** Frees Karaf from the registry of Pax Exam, which still holds the container that was ended. */
    void useOwnRegistry(String jmxPort, String rmiPort) {
        close();
        try {
            String text = Files.readString(config)
                    .replaceAll("(?m)^rmiServerPort\\s*=.*$", "rmiServerPort = " + jmxPort)
                    .replaceAll("(?m)^rmiRegistryPort\\s*=.*$", "rmiRegistryPort = " + rmiPort);
            Files.writeString(config, text);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + config, e);
        }
    }

    /** State by symbolic name: {@code Active}, {@code Resolved}, {@code Installed}, … */
    public Map<String, String> bundles() {
        return table("org.apache.karaf:type=bundle,name=root", "Bundles", "Symbolic Name", "State");
    }

    /** State by the name that a bundle has for people, which tells two versions apart. */
    Map<String, String> namedBundles() {
        return table("org.apache.karaf:type=bundle,name=root", "Bundles", "Name", "State");
    }

    /** State by name of the feature: {@code Started} or {@code Uninstalled}. */
    public Map<String, String> features() {
        return table("org.apache.karaf:type=feature,name=root", "Features", "Name", "Installed");
    }

    /** Does to a bundle what its name says: {@code update}, {@code stop}, {@code start}, {@code restart}. */
    public void bundle(String operation, String symbolicName) {
        bundles(); // finds out whether the connection still works, and connects anew otherwise
        try {
            connection()
                    .invoke(
                            new ObjectName("org.apache.karaf:type=bundle,name=root"),
                            operation,
                            new Object[] {symbolicName},
                            new String[] {String.class.getName()});
        } catch (JMException e) {
            throw new IllegalStateException("Cannot " + operation + " bundle " + symbolicName, e);
        } catch (IOException e) {
            close();
            throw new UncheckedIOException("Lost the connection to Karaf's JMX", e);
        }
    }

    static String symbolicName(Path jar) {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.getManifest()
                    .getMainAttributes()
                    .getValue("Bundle-SymbolicName")
                    .split(";")[0];
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Karaf restarts its JMX server while it boots, and a connection of that time is lost: then connect anew. */
    private Map<String, String> table(String bean, String attribute, String key, String value) {
        return await("JMX answers")
                .atMost(60, TimeUnit.SECONDS)
                .ignoreExceptions()
                .until(() -> read(bean, attribute, key, value), rows -> !rows.isEmpty());
    }

    private Map<String, String> read(String bean, String attribute, String key, String value) {
        try {
            TabularData rows = (TabularData) connection().getAttribute(new ObjectName(bean), attribute);
            Map<String, String> result = new TreeMap<>();
            for (Object row : (Collection<?>) rows.values()) {
                CompositeData columns = (CompositeData) row;
                result.put(String.valueOf(columns.get(key)), String.valueOf(columns.get(value)));
            }
            return result;
        } catch (JMException e) {
            throw new IllegalStateException("Cannot read " + attribute + " of " + bean, e);
        } catch (IOException e) {
            close();
            throw new UncheckedIOException("Lost the connection to Karaf's JMX", e);
        }
    }

    @SuppressWarnings("BanJNDI") // Our own container on the loopback interface.
    private MBeanServerConnection connection() throws IOException {
        JMXConnector current = connector;
        if (current == null) {
            current = JMXConnectorFactory.connect(
                    new JMXServiceURL(url()),
                    Map.of(JMXConnector.CREDENTIALS, new String[] {Exam.KARAF_USER, Exam.KARAF_PASSWORD}));
            connector = current;
        }
        return current.getMBeanServerConnection();
    }

    @Override
    public void close() {
        JMXConnector current = connector;
        connector = null;
        if (current != null) {
            try {
                current.close();
            } catch (IOException e) {
                // The other side is gone already; there is nothing left to close.
            }
        }
    }
}
