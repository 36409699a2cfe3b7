package io.ripen.accounts.internal;

import io.ripen.access.ExternalPerson;
import io.ripen.access.SignInBusyException;
import java.io.IOException;
import java.security.Principal;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.auth.login.AccountException;
import javax.security.auth.login.Configuration;
import javax.security.auth.login.CredentialException;
import javax.security.auth.login.FailedLoginException;
import javax.security.auth.login.LoginContext;
import javax.security.auth.login.LoginException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A realm of JAAS, as Karaf has them: a directory by LDAP, a database, a file. Its roles and groups are a person's groups. Asked by so
 * many at once only, so that a directory that hangs holds few threads. Thread-safe.
 */
final class JaasRealm implements Realm {
    private static final Logger LOG = LoggerFactory.getLogger(JaasRealm.class);
    /** What JAAS says when no module knows the login, and Karaf's LDAP module when the directory refused the password: both have no type. */
    private static final Pattern REFUSED =
            Pattern.compile("all modules ignored|^Authentication failed: \\[LDAP: error code");

    private static final int AT_ONCE = 10;
    private static final int LONGEST = 200;

    private final String name;
    /** Null for that of the container. */
    private final @Nullable Configuration configuration;

    private final long patienceMillis;
    private final Semaphore turns = new Semaphore(AT_ONCE, true);

    JaasRealm(String name, @Nullable Configuration configuration, long patienceMillis) {
        this.name = name;
        this.configuration = configuration;
        this.patienceMillis = patienceMillis;
    }

    @Override
    public Optional<ExternalPerson> check(String login, String password) {
        if (!mayBe(login) || password.isEmpty() || password.length() > LONGEST) {
            // A directory takes an empty password for a visitor without one, and lets them in.
            return Optional.empty();
        }
        try {
            if (!turns.tryAcquire(patienceMillis, TimeUnit.MILLISECONDS)) {
                throw new SignInBusyException("The realm '" + name + "' is asked for too many people at once.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SignInBusyException();
        }
        try {
            return ask(login, password);
        } finally {
            turns.release();
        }
    }

    /** No sign that a filter of LDAP takes for its own. */
    private static boolean mayBe(String login) {
        return !login.isBlank()
                && login.length() <= LONGEST
                && login.chars().noneMatch(c -> c < ' ' || "*()\\&|!".indexOf(c) >= 0);
    }

    private Optional<ExternalPerson> ask(String login, String password) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        // JAAS looks for the container's module by the loader of the thread.
        thread.setContextClassLoader(JaasRealm.class.getClassLoader());
        Subject subject = new Subject();
        try {
            LoginContext context =
                    new LoginContext(name, subject, callbacks -> answer(callbacks, login, password), configuration);
            context.login();
            Set<String> groups = groups(subject);
            context.logout();
            String plain = login.strip();
            return Optional.of(
                    new ExternalPerson("jaas:" + name, plain.toLowerCase(Locale.ROOT), plain, null, null, groups));
        } catch (FailedLoginException | AccountException | CredentialException wrong) {
            return Optional.empty();
        } catch (LoginException failed) {
            if (REFUSED.matcher(String.valueOf(failed.getMessage())).find()) {
                return Optional.empty();
            }
            LOG.warn("The realm '{}' cannot be asked, so nobody signs in by it: {}", name, failed.toString());
            throw new SignInBusyException("The realm '" + name + "' cannot be asked now.", failed);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** JAAS has no type for groups, so each container has its own. */
    private static Set<String> groups(Subject subject) {
        Set<String> groups = new HashSet<>();
        for (Principal each : subject.getPrincipals()) {
            String type = each.getClass().getSimpleName();
            if (type.equals("RolePrincipal") || type.equals("GroupPrincipal")) {
                groups.add(each.getName());
            }
        }
        return groups;
    }

    private static void answer(Callback[] callbacks, String login, String password)
            throws IOException, UnsupportedCallbackException {
        for (Callback each : callbacks) {
            if (each instanceof NameCallback asked) {
                asked.setName(login.strip());
            } else if (each instanceof PasswordCallback asked) {
                asked.setPassword(password.toCharArray());
            } else {
                throw new UnsupportedCallbackException(each);
            }
        }
    }
}
