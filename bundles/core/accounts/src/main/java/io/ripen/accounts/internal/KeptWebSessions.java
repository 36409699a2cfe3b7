package io.ripen.accounts.internal;

import io.ripen.access.AccountId;
import io.ripen.access.Actor;
import io.ripen.access.RefusedException;
import io.ripen.access.WebSession;
import io.ripen.access.WebSessions;
import io.ripen.audit.Change;
import io.ripen.core.store.Credentials;
import io.ripen.core.store.IdKind;
import io.ripen.core.store.Stores;
import io.ripen.core.store.WebSessionRow;
import io.ripen.transaction.UnitOfWork;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/**
 * Sessions in the database, which is asked at each request, so that what ends one ends it at once on every node. Each is tied to the
 * hash of the password that its account had when it was opened: with another password it is over, also when somebody signs in with
 * the old one at the moment of the change. Times are the machine's: a trial's fast clock signs nobody out. Thread-safe.
 */
@Component(configurationPid = AccountsConfig.PID)
@Designate(ocd = AccountsConfig.class)
public final class KeptWebSessions implements WebSessions {
    /** More than anybody has browsers; who signs in with each call of a program fills no table. */
    static final int MOST = 50;

    private static final int LONGEST_KEY = 1_000;
    private static final int LONGEST_ADDRESS = 50;
    private static final int LONGEST_BROWSER = 200;
    private static final Duration BETWEEN_NOTES = Duration.ofMinutes(1);

    private final Stores stores;
    private final Passwords passwords;
    private final SessionLengths lengths;

    @Activate
    public KeptWebSessions(@Reference Stores stores, @Reference Passwords passwords, AccountsConfig config) {
        this(stores, passwords, SessionLengths.of(config.session_idle(), config.session_longest()));
    }

    KeptWebSessions(Stores stores, Passwords passwords, SessionLengths lengths) {
        this.stores = stores;
        this.passwords = passwords;
        this.lengths = lengths;
    }

    @Override
    public Optional<Opened> open(String login, String password, From from) {
        return passwords
                .check(login, password)
                .map(owner -> stores.transactions()
                        .call(work -> insert(
                                work,
                                KeptSignIn.person(owner.account()),
                                from,
                                SessionKey.make(),
                                key -> proof(owner))));
    }

    @Override
    public Opened open(Actor person, String proof, From from) {
        requirePerson(person);
        AccountId account = person.account();
        return stores.transactions().call(work -> {
            if (account == null) {
                return insert(work, person, from, SessionKey.make(), key -> SessionKey.tied(key, proof));
            }
            Credentials owner = stores.accounts()
                    .find(work, account)
                    .filter(each -> !each.account().disabled())
                    .orElseThrow(
                            () -> new RefusedException("The account of " + person.name() + " is gone or disabled."));
            return insert(work, KeptSignIn.person(owner.account()), from, SessionKey.make(), key -> proof(owner));
        });
    }

    private Opened insert(UnitOfWork work, Actor actor, From from, String key, UnaryOperator<String> proof) {
        Instant now = stores.clock().machine().instant();
        WebSessionRow row = new WebSessionRow(
                stores.ids().next(work, IdKind.WEB_SESSION),
                actor.account(),
                proof.apply(key),
                now,
                now,
                now.plus(lengths.longest()),
                cut(from.address(), LONGEST_ADDRESS),
                cut(from.browser(), LONGEST_BROWSER));
        stores.webSessions().deleteEnded(work, now);
        stores.webSessions().insert(work, row, SessionKey.hash(key));
        stores.webSessions().deleteOldest(work, actor.account(), MOST);
        return new Opened(shown(row), actor, key);
    }

    @Override
    public Optional<Opened> find(String key, String proof) {
        if (!SessionKey.mayBe(key) || key.length() > LONGEST_KEY) {
            return Optional.empty();
        }
        Instant now = stores.clock().machine().instant();
        return stores.transactions().call(work -> {
            Optional<WebSessionRow> found = stores.webSessions().byHash(work, SessionKey.hash(key));
            if (found.isEmpty() || isOver(found.get(), now)) {
                return Optional.<Opened>empty();
            }
            WebSessionRow row = found.get();
            Actor actor = owner(work, row, key, proof);
            if (actor == null) {
                return Optional.<Opened>empty();
            }
            if (Duration.between(row.lastSeenAt(), now).compareTo(BETWEEN_NOTES) >= 0) {
                stores.webSessions().seen(work, row.id(), now);
                row = row.seen(now);
            }
            return Optional.of(new Opened(shown(row), actor, key));
        });
    }

    /** Who acts in it now; null when it is not theirs any more. */
    private @Nullable Actor owner(UnitOfWork work, WebSessionRow row, String key, String proof) {
        AccountId account = row.account();
        if (account == null) {
            return SessionKey.same(row.proof(), SessionKey.tied(key, proof)) ? KeptSignIn.ADMINISTRATOR : null;
        }
        return stores.accounts()
                .find(work, account)
                .filter(each -> !each.account().disabled() && SessionKey.same(row.proof(), proof(each)))
                .map(each -> KeptSignIn.person(each.account()))
                .orElse(null);
    }

    @Override
    public void end(String key) {
        if (SessionKey.mayBe(key) && key.length() <= LONGEST_KEY) {
            stores.transactions().call(work -> stores.webSessions().deleteByHash(work, SessionKey.hash(key)));
        }
    }

    @Override
    public List<WebSession> list(Actor by) {
        requirePerson(by);
        Instant now = stores.clock().machine().instant();
        return stores.transactions().call(work -> stores.webSessions().ofAccount(work, by.account(), MOST)).stream()
                .filter(each -> !isOver(each, now))
                .map(this::shown)
                .sorted(Comparator.comparing(WebSession::createdAt).reversed())
                .toList();
    }

    @Override
    public boolean end(Actor by, long id) {
        requirePerson(by);
        return stores.transactions().call(work -> {
            boolean theirs = stores.webSessions()
                    .find(work, id)
                    .filter(each -> Objects.equals(each.account(), by.account()))
                    .isPresent();
            return theirs && stores.webSessions().delete(work, id);
        });
    }

    @Override
    public void endAll(Actor by, @Nullable AccountId account) {
        requirePerson(by);
        if (Objects.equals(account, by.account())) {
            stores.transactions().call(work -> stores.webSessions().deleteOf(work, account, 0));
            return;
        }
        String target = "account:" + (account == null ? "admin" : account);
        Recorded.attempt(stores, by, "sessions.ended", target, () -> {
            if (!by.admin()) {
                throw new RefusedException("Only an admin ends the sessions of others; " + by.name() + " is none.");
            }
            return stores.transactions().call(work -> {
                int ended = stores.webSessions().deleteOf(work, account, 0);
                stores.audit()
                        .record(work, Change.of(by, "sessions.ended", target).with("sessions", ended));
                return ended;
            });
        });
    }

    /** What a session of an account is tied to. */
    static String proof(Credentials owner) {
        return proof(owner.passwordHash());
    }

    /** @param passwordHash null when the account has no password */
    static String proof(@Nullable String passwordHash) {
        return SessionKey.hash(passwordHash == null ? "" : passwordHash);
    }

    private boolean isOver(WebSessionRow row, Instant now) {
        return !now.isBefore(idleEnd(row));
    }

    private Instant idleEnd(WebSessionRow row) {
        Instant idle = row.lastSeenAt().plus(lengths.idle());
        return idle.isBefore(row.endsAt()) ? idle : row.endsAt();
    }

    private WebSession shown(WebSessionRow row) {
        return new WebSession(
                row.id(),
                row.account(),
                row.createdAt(),
                row.lastSeenAt(),
                idleEnd(row),
                row.endsAt(),
                row.address(),
                row.browser());
    }

    private static void requirePerson(Actor by) {
        if (by.kind() != Actor.Kind.PERSON) {
            throw new RefusedException("Sessions are for people; " + by.name() + " is none.");
        }
    }

    private static String cut(String text, int longest) {
        String plain = text.strip().replaceAll("\\p{Cntrl}", " ");
        return plain.length() > longest ? plain.substring(0, longest) : plain;
    }
}
