package io.ripen.ldap.internal;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import javax.security.auth.login.AppConfigurationEntry;
import org.apache.karaf.jaas.boot.ProxyLoginModule;
import org.apache.karaf.jaas.config.JaasRealm;
import org.apache.karaf.jaas.modules.ldap.LDAPLoginModule;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.Designate;

/**
 * Offers the directory of the settings to Karaf as its realm {@value #NAME}. The realm is registered by hand, since a component's service
 * would carry the password as a property that everybody can read.
 */
@Component(
        service = {},
        configurationPid = LdapConfig.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = LdapConfig.class)
public final class DirectoryRealm {
    static final String NAME = "ldap";
    private static final String MILLIS = "5000";

    private final @Nullable ServiceRegistration<JaasRealm> registration;

    @Activate
    public DirectoryRealm(BundleContext bundle, LdapConfig config) {
        registration = config.url().isBlank()
                ? null
                : bundle.registerService(JaasRealm.class, new Realm(entry(bundle, options(config))), null);
    }

    @Deactivate
    void stop() {
        if (registration != null) {
            registration.unregister();
        }
    }

    private static final class Realm implements JaasRealm {
        private final AppConfigurationEntry entry;

        Realm(AppConfigurationEntry entry) {
            this.entry = entry;
        }

        @Override
        public String getName() {
            return NAME;
        }

        @Override
        public int getRank() {
            return 0;
        }

        @Override
        public AppConfigurationEntry[] getEntries() {
            return new AppConfigurationEntry[] {entry};
        }
    }

    /** Karaf's module is found through a module of its own that the JVM can see. */
    private static AppConfigurationEntry entry(BundleContext bundle, Map<String, Object> options) {
        Map<String, Object> all = new HashMap<>(options);
        all.put(ProxyLoginModule.PROPERTY_MODULE, LDAPLoginModule.class.getName());
        all.put(
                ProxyLoginModule.PROPERTY_BUNDLE,
                Long.toString(FrameworkUtil.getBundle(LDAPLoginModule.class).getBundleId()));
        all.put(BundleContext.class.getName(), bundle);
        return new AppConfigurationEntry(
                ProxyLoginModule.class.getName(), AppConfigurationEntry.LoginModuleControlFlag.REQUIRED, all);
    }

    /**
     * What Karaf's module is told.
     *
     * @throws IllegalArgumentException when a setting makes no sense, with the cure
     */
    static Map<String, Object> options(LdapConfig config) {
        String url = config.url().strip();
        String scheme = url.toLowerCase(Locale.ROOT);
        boolean local = scheme.matches("ldap://(localhost|127\\.[\\d.]+|\\[::1])(:\\d+)?/?");
        if (!scheme.startsWith("ldaps://") && !local) {
            throw wrong(
                    "url",
                    url,
                    "Write ldaps://HOST, since passwords go there; ldap:// is for a directory on this machine only.");
        }
        if (config.users().isBlank()) {
            throw wrong("users", "", "Write where people are, such as ou=people,dc=acme,dc=example.");
        }
        if (!config.user_filter().contains("%u")) {
            throw wrong("user.filter", config.user_filter(), "Write %u where the login belongs, such as (uid=%u).");
        }
        Map<String, Object> options = new HashMap<>();
        options.put("connection.url", url);
        options.put("connection.username", config.bind_dn().strip());
        options.put("connection.password", config.bind_password());
        options.put("user.base.dn", config.users().strip());
        options.put("user.filter", config.user_filter().strip());
        options.put("user.search.subtree", "true");
        if (!config.groups().isBlank()) {
            options.put("role.base.dn", config.groups().strip());
            options.put("role.filter", config.group_filter().strip());
            options.put("role.name.attribute", config.group_name().strip());
            options.put("role.search.subtree", "true");
        }
        options.put("authentication", "simple");
        options.put("allowEmptyPasswords", "false");
        // A change of a group counts at the next sign-in.
        options.put("disableCache", "true");
        options.put("context.com.sun.jndi.ldap.connect.timeout", MILLIS);
        options.put("context.com.sun.jndi.ldap.read.timeout", MILLIS);
        return options;
    }

    private static IllegalArgumentException wrong(String key, String value, String cure) {
        return new IllegalArgumentException(
                key + " in etc/" + LdapConfig.PID + ".cfg is '" + value + "', which cannot be used. " + cure);
    }
}
