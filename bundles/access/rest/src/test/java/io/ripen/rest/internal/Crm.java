package io.ripen.rest.internal;

import io.ripen.access.Actor;
import io.ripen.crm.Consent;
import io.ripen.crm.Contact;
import io.ripen.crm.ContactChange;
import io.ripen.crm.ContactDraft;
import io.ripen.crm.ContactId;
import io.ripen.crm.ContactImport;
import io.ripen.crm.Contacts;
import io.ripen.crm.DuplicateContactException;
import io.ripen.crm.InvalidContactException;
import io.ripen.crm.Projection;
import io.ripen.event.Event;
import io.ripen.event.EventLog;
import io.ripen.event.Events;
import io.ripen.event.InvalidEventException;
import io.ripen.event.Receipt;
import io.ripen.health.HealthCheck;
import io.ripen.mail.Inbound;
import io.ripen.rest.internal.http.ErrorAnswers;
import io.ripen.rest.internal.http.Needed;
import io.ripen.rest.internal.login.Callers;
import io.ripen.rest.internal.login.Logins;
import io.ripen.rest.internal.resource.HealthResource;
import io.ripen.sandbox.Sandbox;
import io.ripen.team.Team;
import io.ripen.team.TeamId;
import io.ripen.team.Teams;
import io.ripen.time.RipenClock;
import io.ripen.transaction.Transactions;
import io.ripen.transaction.UnitOfWork;
import io.ripen.trigger.Trigger;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** A CRM in memory behind the API, small enough to see through. */
final class Crm implements Contacts, Events, ContactImport, Teams, RipenClock {
    static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");

    final Map<Long, Contact> kept = new TreeMap<>();
    final Told told = new Told();
    final List<Event> events = new ArrayList<>();
    final Arrivals arrivals = new Arrivals(this);
    final List<EventLog.Entry> came = new ArrayList<>();
    final List<ContactImport.Options> imports = new ArrayList<>();
    final List<String> importedLines = new ArrayList<>();
    final AtomicLong nanos = new AtomicLong();
    final Runs runs = new Runs();
    final SentMessages messages = new SentMessages();
    final Optings optings = new Optings();
    final Suppressed suppressed = new Suppressed();
    final ListedAddresses optOutLists = new ListedAddresses();
    private final Map<TeamId, Team> teams = new java.util.HashMap<>(
            Map.of(TeamId.DEFAULT, new Team(TeamId.DEFAULT, "Default", ZoneOffset.UTC, "US", Map.of())));
    final Switches switches = new Switches();
    final People people = new People();
    final Records records = new Records();
    final Talk talk = new Talk();
    final LeadSandbox sandbox = new LeadSandbox();
    final Words words = new Words();
    final List<HealthResource.Check> checks = new ArrayList<>();
    final List<Trigger> triggers = new ArrayList<>();
    boolean sandboxThere = true;
    final List<Inbound.Kept> inbox = new ArrayList<>();
    io.ripen.policy.@org.jspecify.annotations.Nullable SendingWindows windows;
    boolean mailReaderThere = true;
    io.ripen.mail.MailReader mail = bytes -> {
        throw new UnsupportedOperationException("No mail reader.");
    };
    boolean contactsThere = true;
    RuntimeException failure;
    private long next = 1001;

    Callers callers(Logins logins) {
        return new Callers(logins, () -> people, () -> people.sessions);
    }

    Resources.Behind behind() {
        Needed<Contacts> contacts = () -> {
            if (!contactsThere) {
                throw ErrorAnswers.unavailable("The service 'Contacts' is not there now; nothing was changed.");
            }
            return this;
        };
        return new Resources.Behind(
                contacts,
                () -> this,
                () -> arrivals,
                this::projection,
                this::transactions,
                () -> this,
                () -> (by, query) -> came.stream()
                        .filter(each -> query.hook() == null || query.hook().equals(each.hook()))
                        .filter(each -> query.after() == null
                                || each.place().key().compareTo(query.after().key()) > 0)
                        .limit(query.limit())
                        .toList(),
                () -> told,
                () -> (by, id, limit) ->
                        Optional.of(runs.timeline(limit)).filter(found -> kept.containsKey(id.value())),
                () -> runs,
                () -> runs,
                () -> messages,
                () -> talk,
                () -> talk,
                () -> runs,
                () -> this,
                () -> this,
                () -> {
                    if (!mailReaderThere) {
                        throw ErrorAnswers.unavailable(
                                "The service 'MailReader' is not there now; nothing was changed.");
                    }
                    return mail;
                },
                () -> {
                    if (windows == null) {
                        throw io.ripen.rest.internal.http.ErrorAnswers.unavailable(
                                "The service 'SendingWindows' is not there now; nothing was changed.");
                    }
                    return windows;
                },
                () -> (by, team, kind, after, limit) -> inbox.stream()
                        .filter(each -> kind == null || each.kind().equals(kind.word()))
                        .filter(each -> Long.parseLong(each.id()) > after)
                        .limit(limit)
                        .toList(),
                () -> words,
                () -> words,
                () -> words,
                () -> optings,
                () -> optings,
                () -> optings,
                () -> suppressed,
                () -> optOutLists,
                () -> switches,
                () -> switches,
                () -> people,
                () -> people.keys,
                () -> records,
                () -> records,
                () -> records,
                () -> people.sessions,
                () -> people.joined,
                () -> Set.of("sms", "email"),
                () -> List.of(switches),
                () -> triggers,
                () -> sandboxThere ? Optional.<Sandbox>of(sandbox.sandbox()) : Optional.empty(),
                () -> checks.isEmpty()
                        ? List.of(new HealthResource.Check("database", HealthCheck.Status.OK, "Fine."))
                        : checks);
    }

    /** Of the projection the API asks only these two. A national number is one of the United States. */
    private Projection projection() {
        return (Projection) Proxy.newProxyInstance(
                Projection.class.getClassLoader(),
                new Class<?>[] {Projection.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "find" -> find(Actor.part("the test"), (ContactId) arguments[1]);
                    case "findByAddress" ->
                        kept.values().stream()
                                .filter(each -> ("+1" + ((String) arguments[1]).replaceAll("[^0-9]", ""))
                                        .equals(each.phoneE164()))
                                .toList();
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    private Transactions transactions() {
        return new Transactions() {
            @Override
            public <T> T call(Body<T> body) {
                return body.in(action -> {});
            }
        };
    }

    @Override
    public Contact create(Actor by, ContactDraft draft) {
        if (failure != null) {
            throw failure;
        }
        List<InvalidContactException.Problem> problems = new ArrayList<>();
        if (draft.email() == null && draft.phone() == null) {
            problems.add(new InvalidContactException.Problem("email", "Give an e-mail address or a phone number."));
        }
        if (draft.email() != null && !draft.email().contains("@")) {
            problems.add(new InvalidContactException.Problem("email", "This is no e-mail address."));
        }
        if (draft.timeZone() != null && !ZoneId.getAvailableZoneIds().contains(draft.timeZone())) {
            problems.add(new InvalidContactException.Problem("timeZone", "Use a name such as Europe/Berlin."));
        }
        if (!problems.isEmpty()) {
            throw new InvalidContactException(problems);
        }
        kept.values().stream()
                .filter(each -> draft.externalId() != null && draft.externalId().equals(each.externalId()))
                .findFirst()
                .ifPresent(each -> {
                    throw new DuplicateContactException(each.id(), String.valueOf(draft.externalId()));
                });
        ContactId id = new ContactId(next++);
        kept.put(
                id.value(),
                new Contact(
                        id,
                        draft.team(),
                        draft.externalId(),
                        draft.firstName(),
                        draft.lastName(),
                        draft.email(),
                        draft.phone(),
                        draft.phone(),
                        draft.tags(),
                        draft.owner(),
                        draft.source(),
                        draft.stage(),
                        draft.timeZone() == null ? null : ZoneId.of(draft.timeZone()),
                        draft.score() == null ? 0 : draft.score(),
                        draft.address(),
                        draft.company(),
                        draft.consent() == null ? Consent.UNKNOWN : draft.consent(),
                        draft.fields(),
                        NOW,
                        1));
        return kept.get(id.value());
    }

    @Override
    public Optional<Contact> find(Actor by, ContactId id) {
        return Optional.ofNullable(kept.get(id.value()));
    }

    /** Sets the first name and the tags; keeps the rest. */
    @Override
    public Optional<Contact> change(Actor by, ContactId id, ContactChange change) {
        return find(by, id).map(now -> {
            Set<String> tags = new LinkedHashSet<>(now.tags());
            tags.addAll(change.addTags());
            tags.removeAll(change.removeTags());
            Map<String, Object> fields = new TreeMap<>(now.fields());
            if (change.set().get("fields") instanceof Map<?, ?> set) {
                set.forEach((name, value) -> {
                    if (value == null) {
                        fields.remove(String.valueOf(name));
                    } else {
                        fields.put(String.valueOf(name), value);
                    }
                });
            }
            Contact changed = new Contact(
                    id,
                    now.team(),
                    now.externalId(),
                    change.set().containsKey("firstName")
                            ? (String) change.set().get("firstName")
                            : now.firstName(),
                    now.lastName(),
                    now.email(),
                    now.phone(),
                    now.phoneE164(),
                    tags,
                    now.owner(),
                    now.source(),
                    now.stage(),
                    now.timeZone(),
                    now.score(),
                    now.address(),
                    now.company(),
                    now.consent(),
                    fields,
                    now.createdAt(),
                    now.version() + 1);
            kept.put(id.value(), changed);
            return changed;
        });
    }

    @Override
    public boolean delete(Actor by, ContactId id) {
        return kept.remove(id.value()) != null;
    }

    @Override
    public Receipt receive(Actor by, Event event) {
        return receive(event);
    }

    @Override
    public Receipt receive(Event event) {
        if (!event.type().matches("[a-z0-9.-]+")) {
            throw new InvalidEventException("type", "Use a lower-case dotted name.");
        }
        boolean duplicate = events.stream().anyMatch(each -> each.id().equals(event.id()));
        if (!duplicate) {
            events.add(event);
        }
        List<ContactId> whom = event.contact() == null ? List.of() : List.of(event.contact());
        return new Receipt(event.id(), duplicate, whom, List.of(), List.of());
    }

    @Override
    public List<Receipt> receive(UnitOfWork work, List<Event> several) {
        throw new UnsupportedOperationException();
    }

    /** Keeps lines; refuses those that contain "bad". */
    @Override
    public Result run(Actor by, Reader csv, Options options, Consumer<Long> progress) throws IOException {
        imports.add(options);
        BufferedReader lines = new BufferedReader(csv);
        String header = lines.readLine();
        if (header == null || !header.contains("email")) {
            throw new InvalidContactException(List.of(
                    new InvalidContactException.Problem("header", "The file has no column 'email' or 'phone'.")));
        }
        long number = 1;
        List<Refusal> refusals = new ArrayList<>();
        long created = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            if (line.contains("bad")) {
                refusals.add(new Refusal(number, "email", "This is no e-mail address.", Map.of("email", line)));
            } else {
                created++;
                if (importedLines.size() < 100) {
                    importedLines.add(line);
                }
            }
            progress.accept(number - 1);
        }
        return new Result(created, 0, refusals.size(), refusals);
    }

    @Override
    public Optional<Team> find(TeamId id) {
        return Optional.ofNullable(teams.get(id));
    }

    @Override
    public List<Team> all() {
        return List.copyOf(teams.values());
    }

    @Override
    public void save(Actor by, Team team) {
        teams.put(team.id(), team);
    }

    @Override
    public Instant instant() {
        return NOW;
    }

    @Override
    public InstantSource machine() {
        return this;
    }

    @Override
    public double speed() {
        return 1;
    }
}
