package io.ripen.contacts.internal;

import io.ripen.access.Actor;
import io.ripen.access.Role;
import io.ripen.audit.Change;
import io.ripen.channel.AddressKind;
import io.ripen.contacts.internal.CsvRecords.Values;
import io.ripen.core.store.Stores;
import io.ripen.crm.InvalidContactException;
import io.ripen.crm.InvalidContactException.Problem;
import io.ripen.event.Event;
import io.ripen.event.EventSource;
import io.ripen.event.EventTypes;
import io.ripen.event.Events;
import io.ripen.event.InvalidEventException;
import io.ripen.policy.OptOutLists;
import io.ripen.policy.Suppressions;
import io.ripen.team.Team;
import io.ripen.team.Teams;
import io.ripen.transaction.UnitOfWork;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Lists of opt-outs, as events of the addresses in them; 200 rows a transaction. Thread-safe. */
@Component
public final class ListedOptOuts implements OptOutLists {
    private static final int BATCH = 200;
    private static final int LONGEST = 254;

    private final Stores stores;
    private final Teams teams;
    private final Suppressions suppressions;
    private final Events events;

    @Activate
    public ListedOptOuts(
            @Reference Stores stores,
            @Reference Teams teams,
            @Reference Suppressions suppressions,
            @Reference Events events) {
        this.stores = stores;
        this.teams = teams;
        this.suppressions = suppressions;
        this.events = events;
    }

    private List<Answer> recorded(Actor by, Options options, List<Answer> answers) {
        stores.transactions().call(work -> {
            stores.audit()
                    .record(
                            work,
                            Change.of(by, "opt-outs.listed", "team:" + options.team())
                                    .in(options.team())
                                    .with("source", options.source())
                                    .with("meaning", options.meaning().name().toLowerCase(Locale.ROOT))
                                    .with("rows", answers.size())
                                    .with(
                                            "suppressed",
                                            answers.stream()
                                                    .filter(each -> each.state() == State.SUPPRESSED)
                                                    .count()));
            return true;
        });
        return answers;
    }

    private static void require(Actor by, Options options) {
        if (!by.sees(options.team())) {
            throw InvalidContactException.noSuchTeam(options.team());
        }
        by.require(Role.MANAGER, options.team());
    }

    @Override
    public List<Answer> keep(Actor by, List<Row> rows, Options options) {
        require(by, options);
        Keeping keeping = new Keeping(options);
        rows.forEach(row -> keeping.row(row, options.meaning()));
        return recorded(by, options, keeping.end());
    }

    @Override
    public List<Answer> read(Actor by, Reader csv, Options options) throws IOException {
        require(by, options);
        CsvRecords records = new CsvRecords(csv);
        Values first = records.header();
        if (first == null || first.flaw() != null) {
            throw new InvalidContactException(List.of(
                    new Problem("header", first == null ? "The file is empty." : String.valueOf(first.flaw()))));
        }
        boolean plain = OptOutColumns.isAddress(first.values());
        OptOutColumns columns = new OptOutColumns(
                plain ? first.values().stream().map(each -> "address").toList() : first.values());
        Keeping keeping = new Keeping(options);
        for (Values values = plain ? first : records.next(); values != null; values = records.next()) {
            if (values.flaw() != null) {
                keeping.refuse(values.line(), null, values.flaw());
                continue;
            }
            Row row = columns.row(values.line(), values.values());
            Meaning meaning = columns.meaning(values.values(), options.meaning());
            if (meaning == null) {
                keeping.leaveOut(row, columns.saying());
            } else {
                keeping.row(row, meaning);
            }
        }
        return recorded(by, options, keeping.end());
    }

    /** One list on its way. */
    private final class Keeping {
        private final Options options;
        private final String list = "list:" + UUID.randomUUID();
        private final String region;
        private final List<Answer> answers = new ArrayList<>();
        private final Map<Integer, Event> waiting = new LinkedHashMap<>();

        Keeping(Options options) {
            this.options = options;
            region = teams.find(options.team()).map(Team::region).orElse("US");
        }

        void refuse(long line, @Nullable String address, String reason) {
            answers.add(new Answer(line, shortened(address), State.REFUSED, reason));
        }

        void leaveOut(Row row, String columns) {
            answers.add(new Answer(
                    row.line(),
                    shortened(row.email() == null ? row.phone() : row.email()),
                    State.LEFT_OUT,
                    "By its " + columns + " it is no opt-out."));
        }

        void row(Row row, Meaning meaning) {
            boolean phone = row.phone() != null && (row.email() == null || options.phones());
            String given = phone ? row.phone() : row.email();
            if (given == null) {
                refuse(row.line(), null, "There is no address in it.");
                return;
            }
            String flaw = phone ? null : EmailAddresses.flaw(given);
            String address = phone ? PhoneNumbers.e164(given, region) : given;
            if (flaw != null || address == null) {
                refuse(row.line(), given, flaw == null ? "It is no number that can be dialled." : "It " + flaw);
                return;
            }
            if (phone && meaning == Meaning.BOUNCE) {
                refuse(row.line(), given, "A bounce is about a mail address; there is none in it.");
                return;
            }
            waiting.put(answers.size(), event(row, address, phone, meaning));
            answers.add(new Answer(row.line(), address, State.SUPPRESSED, null));
            if (waiting.size() == BATCH) {
                flush();
            }
        }

        private Event event(Row row, String address, boolean phone, Meaning meaning) {
            Map<String, Object> data = new LinkedHashMap<>();
            data.put("channel", phone ? "sms" : "email");
            data.put("source", options.source());
            if (row.reason() != null) {
                data.put(meaning == Meaning.BOUNCE ? "status" : "listed", Texts.shortened(row.reason(), 500));
            }
            if (meaning == Meaning.BOUNCE) {
                data.put("hard", true);
            }
            return new Event(
                    list + ":" + answers.size(),
                    switch (meaning) {
                        case OPT_OUT -> EventTypes.OPT_OUT;
                        case BOUNCE -> EventTypes.EMAIL_BOUNCED;
                        case COMPLAINT -> phone ? EventTypes.OPT_OUT : EventTypes.EMAIL_COMPLAINED;
                    },
                    options.team(),
                    null,
                    address,
                    stores.clock().instant(),
                    EventSource.IMPORT,
                    data);
        }

        List<Answer> end() {
            flush();
            return List.copyOf(answers);
        }

        /** Together; when one of them cannot be kept, each by itself. */
        private void flush() {
            try {
                keep(waiting);
            } catch (InvalidEventException oneOfThem) {
                waiting.forEach((place, event) -> {
                    try {
                        keep(Map.of(place, event));
                    } catch (InvalidEventException wrong) {
                        Answer answer = answers.get(place);
                        answers.set(
                                place, new Answer(answer.line(), answer.address(), State.REFUSED, wrong.getMessage()));
                    }
                });
            }
            waiting.clear();
        }

        private void keep(Map<Integer, Event> some) {
            if (some.isEmpty()) {
                return;
            }
            List<Integer> known = stores.transactions().call(work -> {
                Set<String> suppressed = suppressed(work, some.values());
                List<Integer> before = some.entrySet().stream()
                        .filter(each -> suppressed.contains(
                                String.valueOf(each.getValue().address())))
                        .map(Map.Entry::getKey)
                        .toList();
                events.receiveQuietly(work, List.copyOf(some.values()));
                return before;
            });
            for (int place : known) {
                Answer answer = answers.get(place);
                answers.set(place, new Answer(answer.line(), answer.address(), State.KNOWN, null));
            }
        }
    }

    /** The addresses to which nothing goes already, until somebody takes it back. */
    private Set<String> suppressed(UnitOfWork work, Collection<Event> about) {
        Map<Boolean, List<String>> addresses = about.stream()
                .map(event -> String.valueOf(event.address()))
                .collect(Collectors.partitioningBy(address -> address.indexOf('@') > 0));
        Set<String> lasting = new HashSet<>();
        addresses.forEach((mail, some) -> suppressions
                .among(work, mail ? AddressKind.EMAIL : AddressKind.PHONE, some)
                .forEach((address, found) -> {
                    if (found.lasts()) {
                        lasting.add(address);
                    }
                }));
        return lasting;
    }

    private static @Nullable String shortened(@Nullable String address) {
        return address == null ? null : Texts.shortened(address, LONGEST);
    }
}
