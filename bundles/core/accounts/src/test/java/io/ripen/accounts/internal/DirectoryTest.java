package io.ripen.accounts.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldif.LDIFException;
import io.ripen.access.Account;
import io.ripen.access.AccountDraft;
import io.ripen.access.Actor;
import io.ripen.access.NoEntryException;
import io.ripen.access.Role;
import io.ripen.access.SignInBusyException;
import io.ripen.access.WebSessions;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.Configuration;
import org.apache.karaf.jaas.modules.ldap.LDAPLoginModule;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Signing in by a directory: Karaf's own module, and a server that speaks LDAP. */
class DirectoryTest extends SignInStory {
    private static final String BASE = "dc=acme,dc=example";
    private static final String[] ENTRIES = {
        "dn: " + BASE,
        "objectClass: domain",
        "dc: acme",
        "",
        "dn: ou=people," + BASE,
        "objectClass: organizationalUnit",
        "ou: people",
        "",
        "dn: ou=groups," + BASE,
        "objectClass: organizationalUnit",
        "ou: groups",
        "",
        "dn: uid=kim,ou=people," + BASE,
        "objectClass: inetOrgPerson",
        "uid: kim",
        "cn: Kim Lee",
        "sn: Lee",
        "userPassword: kim's own password",
        "",
        "dn: uid=lou,ou=people," + BASE,
        "objectClass: inetOrgPerson",
        "uid: lou",
        "cn: Lou",
        "sn: Lou",
        "userPassword: lou's own password",
        "",
        "dn: cn=North managers,ou=groups," + BASE,
        "objectClass: groupOfNames",
        "cn: North managers",
        "member: uid=kim,ou=people," + BASE,
        ""
    };

    private InMemoryDirectoryServer directory;
    private Passwords withRealm;
    private KeptSignIn people;

    @BeforeAll
    void startDirectory() throws LDAPException, LDIFException {
        InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig(BASE);
        config.addAdditionalBindCredentials("cn=ripen", "bind password");
        config.setListenerConfigs(
                InMemoryListenerConfig.createLDAPConfig("ldap", InetAddress.getLoopbackAddress(), 0, null));
        directory = new InMemoryDirectoryServer(config);
        directory.add(java.util.Arrays.copyOfRange(ENTRIES, 0, 3));
        int from = 0;
        for (int i = 0; i < ENTRIES.length; i++) {
            if (ENTRIES[i].isEmpty()) {
                if (from > 0) {
                    directory.add(java.util.Arrays.copyOfRange(ENTRIES, from, i));
                }
                from = i + 1;
            }
        }
        directory.startListening();
        withRealm = passwords(realm("ldap://127.0.0.1:" + directory.getListenPort()));
        people = new KeptSignIn(stores, withRealm);
    }

    private Passwords passwords(Realm realm) {
        return new Passwords(stores, HASHES, realm, GroupRules.of("{\"North managers\":\"manager@north\"}"));
    }

    private static Realm realm(String url) {
        Map<String, Object> options = new HashMap<>(Map.of(
                "connection.url", url,
                "connection.username", "cn=ripen",
                "connection.password", "bind password",
                "user.base.dn", "ou=people," + BASE,
                "user.filter", "(uid=%u)",
                "role.base.dn", "ou=groups," + BASE,
                "role.filter", "(member=%fqdn)",
                "role.name.attribute", "cn"));
        options.put("disableCache", "true");
        options.put("authentication", "simple");
        AppConfigurationEntry[] modules = {
            new AppConfigurationEntry(
                    LDAPLoginModule.class.getName(), AppConfigurationEntry.LoginModuleControlFlag.REQUIRED, options)
        };
        return new JaasRealm(
                "ldap",
                new Configuration() {
                    @Override
                    public AppConfigurationEntry[] getAppConfigurationEntry(String name) {
                        return name.equals("ldap") ? modules : null;
                    }
                },
                1_000);
    }

    @AfterAll
    void stopDirectory() {
        directory.shutDown(true);
    }

    @Test
    void the_directory_knows_the_person_and_its_groups() {
        var kim = realm("ldap://127.0.0.1:" + directory.getListenPort())
                .check("Kim", "kim's own password")
                .orElseThrow();
        assertThat(kim.issuer()).isEqualTo("jaas:ldap");
        assertThat(kim.subject()).isEqualTo("kim");
        assertThat(kim.groups()).isEqualTo(Set.of("North managers"));
    }

    @Test
    void a_person_of_the_directory_gets_an_account_with_the_roles_of_the_groups() {
        Actor kim = people.byPassword("kim", "kim's own password").orElseThrow();
        assertThat(kim.roles()).isEqualTo(Map.of(NORTH, Role.MANAGER));
        assertThat(people.byPassword("KIM", "kim's own password").orElseThrow().account())
                .isEqualTo(kim.account());
        KeptWebSessions sessions = new KeptWebSessions(stores, withRealm, SessionLengths.of("1 hour", "12 hours"));
        WebSessions.Opened opened = sessions.open("kim", "kim's own password", new WebSessions.From("", ""))
                .orElseThrow();
        assertThat(sessions.find(opened.key(), "").orElseThrow().actor()).isEqualTo(kim);
    }

    @Test
    void who_has_no_group_is_told_so() {
        assertThatThrownBy(() -> people.byPassword("lou", "lou's own password"))
                .isInstanceOfSatisfying(
                        NoEntryException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(NoEntryException.Reason.NO_GROUP));
    }

    @ParameterizedTest
    @CsvSource({
        "kim,wrong",
        "kim,''",
        "nobody,kim's own password",
        "'',x",
        "*,kim's own password",
        "k*m,kim's own password",
        "kim)(uid=*,kim's own password",
        "'kim\\',kim's own password"
    })
    void what_is_wrong_is_nobodys(String login, String password) {
        assertThat(people.byPassword(login, password)).isEmpty();
    }

    @Test
    void an_accounts_own_password_is_asked_first_and_joins_nobody() {
        Account local = accounts.create(
                ADMIN, new AccountDraft("lou", "Lou of Ripen", null, false, Map.of(SOUTH, Role.AGENT), PASSWORD));
        assertThat(people.byPassword("lou", PASSWORD).orElseThrow().account()).isEqualTo(local.id());
        assertThatThrownBy(() -> people.byPassword("lou", "lou's own password")).isInstanceOf(NoEntryException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ldap://127.0.0.1:1"})
    void while_the_directory_is_away_nobody_is_told_that_the_password_is_wrong(String url) {
        KeptSignIn away = new KeptSignIn(stores, passwords(realm(url)));
        assertThatThrownBy(() -> away.byPassword("kim", "kim's own password"))
                .isInstanceOf(SignInBusyException.class)
                .hasMessageContaining("'ldap' cannot be asked");
        Account ann = ann(Map.of());
        assertThat(away.byPassword(ann.login(), PASSWORD))
                .as("an account's own")
                .isPresent();
    }
}
