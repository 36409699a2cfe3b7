package io.ripen.ldap.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.karaf.jaas.modules.ldap.LDAPOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DirectoryRealmTest {
    private static LdapConfig config(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(Map.of("url", "ldaps://ldap.acme.example", "users", "ou=people"));
        all.putAll(settings);
        return (LdapConfig) Proxy.newProxyInstance(
                LdapConfig.class.getClassLoader(),
                new Class<?>[] {LdapConfig.class},
                (proxy, method, none) -> all.getOrDefault(method.getName(), (String) method.getDefaultValue()));
    }

    @Test
    void karafsModuleKnowsEachOption() {
        Set<String> known = Stream.of(LDAPOptions.class.getFields())
                .filter(each -> Modifier.isStatic(each.getModifiers()) && each.getType() == String.class)
                .map(each -> {
                    try {
                        return (String) each.get(null);
                    } catch (IllegalAccessException e) {
                        throw new AssertionError(e);
                    }
                })
                .collect(Collectors.toSet());
        Map<String, Object> options = DirectoryRealm.options(config(Map.of("groups", "ou=groups")));
        assertThat(options.keySet())
                .filteredOn(each -> !each.startsWith(LDAPOptions.CONTEXT_PREFIX))
                .isSubsetOf(known)
                .contains("connection.url", "user.filter", "role.filter");
        assertThat(options)
                .containsEntry("role.filter", "(member=%fqdn)")
                .containsEntry("allowEmptyPasswords", "false")
                .containsEntry("disableCache", "true");
        assertThat(DirectoryRealm.options(config(Map.of()))).doesNotContainKey("role.filter");
    }

    @ParameterizedTest
    @CsvSource({
        "url,ldap://ldap.acme.example",
        "url,ldap.acme.example",
        "url,ldap://localhost.evil.example",
        "url,ldap://127.0.0.1@evil.example",
        "users,''",
        "user_filter,(uid=kim)"
    })
    void aSettingThatMakesNoSenseIsTold(String key, String value) {
        assertThatThrownBy(() -> DirectoryRealm.options(config(Map.of(key, value))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("etc/io.ripen.ldap.cfg")
                .hasMessageContaining(key.replace('_', '.'));
    }

    @Test
    void aDirectoryOnThisMachineNeedsNoTls() {
        assertThat(DirectoryRealm.options(config(Map.of("url", "ldap://localhost:389"))))
                .containsEntry("connection.url", "ldap://localhost:389");
    }
}
