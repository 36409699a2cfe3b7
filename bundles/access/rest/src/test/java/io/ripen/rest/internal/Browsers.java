package io.ripen.rest.internal;

import io.ripen.access.AccountId;
import io.ripen.access.Actor;
import io.ripen.access.WebSession;
import io.ripen.access.WebSessions;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Sessions in memory. */
final class Browsers implements WebSessions {
    private final People people;
    private final Map<String, Opened> open = new LinkedHashMap<>();
    private final Map<String, String> proofs = new LinkedHashMap<>();
    private long last;

    Browsers(People people) {
        this.people = people;
    }

    @Override
    public Optional<Opened> open(String login, String password, From from) {
        return people.byPassword(login, password).map(actor -> open(actor, "", from));
    }

    @Override
    public Opened open(Actor person, String proof, From from) {
        WebSession session = new WebSession(
                ++last,
                person.account(),
                Crm.NOW,
                Crm.NOW,
                Crm.NOW.plus(Duration.ofHours(1)),
                Crm.NOW.plus(Duration.ofHours(12)),
                from.address(),
                from.browser());
        Opened opened = new Opened(session, person, "rps_" + last);
        open.put(opened.key(), opened);
        proofs.put(opened.key(), proof);
        return opened;
    }

    @Override
    public Optional<Opened> find(String key, String proof) {
        Opened found = open.get(key);
        boolean over = found == null || found.session().account() == null && !proof.equals(proofs.get(key));
        return over ? Optional.empty() : Optional.of(found);
    }

    @Override
    public void end(String key) {
        open.remove(key);
    }

    @Override
    public List<WebSession> list(Actor by) {
        return open.values().stream()
                .map(Opened::session)
                .filter(each -> Objects.equals(each.account(), by.account()))
                .toList();
    }

    @Override
    public boolean end(Actor by, long id) {
        return open.values()
                .removeIf(each -> each.session().id() == id
                        && Objects.equals(each.session().account(), by.account()));
    }

    @Override
    public void endAll(Actor by, AccountId account) {
        endAllBut(account, null);
    }

    void endAllBut(AccountId account, Long keep) {
        open.values()
                .removeIf(each -> Objects.equals(each.session().account(), account)
                        && !Objects.equals(each.session().id(), keep));
    }
}
