package io.ripen.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Every call of the description, by every role of one team, about what belongs to this team, to another team, and to nobody. What
 * is another team's must be answered as what does not exist, word by word, and must be as it was afterwards.
 */
@ExtendWith(RipenExtension.class)
class TeamBoundaryIT {
    private static final String API = "/api/v1";
    private static final String PASSWORD = "correct horse battery";
    private static final List<String> ROLES = List.of("viewer", "agent", "manager");
    /** Is in all that belongs to the other team, so that it must stand in no answer. */
    private static final String SECRET = "zsouthz";

    private static final Pattern PLACE = Pattern.compile("\\{([a-z]+)}|\\$\\{([a-z]+)}");

    /** Bodies that would work; a call without one gets an empty object. */
    private static final Map<String, String> BODIES = Map.ofEntries(
            Map.entry("POST /contacts", "{\"team\":\"${team}\",\"email\":\"${new}@example.com\"}"),
            Map.entry("PATCH /contacts/{id}", "{\"stage\":\"Seen\"}"),
            Map.entry("POST /contacts/{id}/tags", "{\"add\":[\"seen\"]}"),
            Map.entry("POST /contacts/{id}/messages", "{\"channel\":\"email\",\"subject\":\"Hi\",\"text\":\"Hello.\"}"),
            Map.entry("POST /contacts/{id}/consent", "{\"decision\":\"keep\"}"),
            Map.entry("POST /contacts/import", "email\n${new}@example.com\n"),
            Map.entry("POST /events", "{\"id\":\"${new}\",\"type\":\"page.viewed\",\"contactId\":\"${contact}\"}"),
            Map.entry("POST /sequences/{id}/enrollments", "{\"contactId\":\"${contact}\",\"key\":\"${new}\"}"),
            Map.entry("POST /sequences/{id}/steps/{step}/preview", "{\"contactId\":\"${contact}\"}"),
            Map.entry(
                    "POST /sequences/{id}/steps/{step}/test",
                    "{\"contactId\":\"${contact}\",\"to\":\"me@example.com\"}"),
            Map.entry("PUT /teams/{team}/sequences/{id}", "{\"enabled\":true}"),
            Map.entry(
                    "PUT /teams/{team}/sequences/{id}/templates/{file}",
                    "{\"content\":\"Subject: Hi\\n\\nHello ${team}\\n\"}"),
            Map.entry("POST /tasks/{id}/outcome", "{\"outcome\":\"done\"}"),
            Map.entry("POST /tools/window", "{\"kind\":\"email\",\"team\":\"${team}\"}"),
            Map.entry("PUT /blocks/{name}", "{\"reason\":\"Holiday\"}"),
            Map.entry("PUT /blocks/{name}/backlog", "{\"reason\":\"Holiday\"}"),
            Map.entry("PUT /teams/{team}", "{\"settings\":{\"postalAddress\":\"1 Main Street\"}}"),
            Map.entry("POST /opt-outs", "{\"rows\":[\"${new}@example.com\"]}"),
            Map.entry("POST /suppressions/{name}/lift", "{\"reason\":\"She asked.\",\"leadAgreed\":true}"),
            Map.entry("POST /tokens", "{\"name\":\"${new}\",\"team\":\"${team}\",\"role\":\"viewer\"}"));

    private final List<String> faults = new ArrayList<>();
    private Ripen ripen;
    private Http admin;
    private final List<String> used = new ArrayList<>();
    private int calls;
    private int made;

    /** What a call can be about: ids by kind. */
    private record World(Map<String, String> ids) {
        String of(String kind) {
            String id = ids.get(kind);
            if (id == null) {
                throw new AssertionError(
                        "This test does not know how to name a " + kind + ": add one to world() and ghost().");
            }
            return id;
        }
    }

    private record Operation(String verb, String path, String type, String role, boolean byTeam) {
        String name() {
            return verb + " " + path;
        }
    }

    @BeforeEach
    void begin(Ripen ripen) {
        this.ripen = ripen;
        this.admin = ripen.http();
    }

    @Test
    void whatIsAnotherTeamsIsNotThere() {
        deploy();
        Map<String, Http> people = new TreeMap<>();
        World own = world("north", "znorthz", people);
        World other = world("south", SECRET, new TreeMap<>());
        World ghost = ghost(own);
        List<Operation> operations = operations();
        assertThat(operations).hasSizeGreaterThan(60);
        String before = south(other);

        // First what may change nothing, then what changes the own team.
        for (Operation operation : operations) {
            for (String role : ROLES) {
                strange(operation, role, people.get(role), other, ghost);
            }
        }
        assertThat(south(other)).as("the other team afterwards").isEqualTo(before);
        for (Operation operation : operations) {
            for (String role : ROLES) {
                own(operation, role, people.get(role), own);
            }
        }
        assertThat(south(other)).as("the other team after work on the own one").isEqualTo(before);

        System.out.println("Team boundary: " + operations.size() + " operations x " + ROLES.size()
                + " roles x 3 (own team, another team, nobody's) = " + calls + " calls, " + faults.size() + " faults");
        assertThat(faults).isEmpty();
    }

    private void strange(Operation operation, String role, Http person, World other, World ghost) {
        Answer there = call(operation, person, other);
        check(operation, role, "another team", there);
        String seen = plain(there);
        String missing = plain(call(operation, person, ghost));
        if (allows(operation, role)) {
            if (!seen.equals(missing)) {
                fault(operation, role, "another team's is not answered as nobody's: " + seen + " and " + missing);
            }
        } else if (there.status() != 403) {
            fault(operation, role, "another team: " + there.status() + " " + there.body());
        }
    }

    private void own(Operation operation, String role, Http person, World own) {
        Answer answer = call(operation, person, own);
        check(operation, role, "own team", answer);
        boolean allowed = allows(operation, role);
        if (!allowed && answer.status() != 403) {
            fault(operation, role, "own team, too much: " + answer.status() + " " + answer.body());
        }
        // Each role does the same in turn, so what the first one deleted or ended is not there for the next.
        boolean fine = operation.verb().equals("GET")
                ? answer.status() == 200
                : answer.status() != 403 && answer.status() != 401;
        if (allowed && !fine && !operation.role().equals("any") && !gone(operation)) {
            fault(operation, role, "own team: " + answer.status() + " " + answer.body());
        }
    }

    /** What an earlier call of the list has ended or deleted. */
    private static boolean gone(Operation operation) {
        return operation.path().startsWith("/suppressions") || operation.path().startsWith("/contacts/{id}");
    }

    private void check(Operation operation, String role, String whose, Answer answer) {
        if (answer.status() >= 500 || answer.status() == 401) {
            fault(operation, role, whose + ": " + answer.status() + " " + answer.body());
        }
        if (withoutNamed(answer.body()).toLowerCase(Locale.ROOT).contains(SECRET)) {
            fault(operation, role, whose + ": what is the other team's is told: " + answer.body());
        }
    }

    private void fault(Operation operation, String role, String what) {
        faults.add("\n" + operation.name() + " by a " + role + ", " + what);
    }

    private static boolean allows(Operation operation, String role) {
        return operation.role().equals("any")
                || ROLES.contains(operation.role()) && ROLES.indexOf(role) >= ROLES.indexOf(operation.role());
    }

    private Answer call(Operation operation, Http person, World about) {
        calls++;
        used.clear();
        used.add(about.of("team"));
        String path = API
                + fill(operation.path(), operation, about)
                + (operation.byTeam() ? "?team=" + name(about, "team") : "");
        String body = BODIES.get(operation.name());
        if (operation.type().isEmpty()) {
            return person.send(operation.verb(), path, null, null);
        }
        return person.send(
                operation.verb(), path, operation.type(), body == null ? "{}" : fill(body, operation, about));
    }

    private String fill(String text, Operation operation, World about) {
        Matcher places = PLACE.matcher(text);
        StringBuilder filled = new StringBuilder();
        while (places.find()) {
            String name = places.group(1) == null ? places.group(2) : places.group(1);
            String kind = name.equals("id")
                    ? kind(operation.path(), places.start())
                    : name.equals("name") ? operation.path().split("/")[1] : name;
            places.appendReplacement(
                    filled, Matcher.quoteReplacement(kind.equals("new") ? "new" + ++made : name(about, kind)));
        }
        return places.appendTail(filled).toString();
    }

    private String name(World about, String kind) {
        String id = about.of(kind);
        used.add(id);
        used.sort(Comparator.comparingInt(String::length).reversed());
        return id;
    }

    /** The word before {@code {id}} says what it is the id of. */
    private static String kind(String path, int place) {
        String[] before = path.substring(0, place).split("/");
        return before[before.length - 1];
    }

    /** An answer without what the call itself named. */
    private String plain(Answer answer) {
        return answer.status() + " "
                + withoutNamed(answer.body()).replaceAll("\"(lastSeenAt|lastUsedAt)\":\"[^\"]*\"", "");
    }

    private String withoutNamed(String body) {
        String plain = body.replaceAll("new[0-9]+", "NEW");
        for (String each : used) {
            plain = plain.replaceAll("(?<![A-Za-z0-9])" + Pattern.quote(each) + "(?![A-Za-z0-9])", "ID");
        }
        return plain;
    }

    private List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        JsonNode paths = admin.get(API + "/openapi.json").json().path("paths");
        paths.properties()
                .forEach(path -> path.getValue().properties().forEach(each -> {
                    JsonNode operation = each.getValue();
                    // Public calls know nobody; and who signs out everywhere, or in, changes what this test stands on.
                    if (operation.has("x-ripen-role")
                            && !operation.has("security")
                            && !path.getKey().contains("session")) {
                        String type = operation.path("requestBody").path("content").properties().stream()
                                .map(Map.Entry::getKey)
                                .findFirst()
                                .orElse("");
                        boolean byTeam = false;
                        for (JsonNode parameter : operation.path("parameters")) {
                            byTeam |= parameter.path("in").asText().equals("query")
                                    && parameter.path("name").asText().equals("team");
                        }
                        operations.add(new Operation(
                                each.getKey().toUpperCase(Locale.ROOT),
                                path.getKey(),
                                type,
                                operation.path("x-ripen-role").asText(),
                                byTeam));
                    }
                }));
        // What deletes comes last, and a contact last of all.
        operations.sort((a, b) -> Integer.compare(rank(a), rank(b)));
        return operations;
    }

    private static int rank(Operation operation) {
        return !operation.verb().equals("DELETE") && !operation.path().endsWith("/erasure")
                ? 0
                : operation.path().startsWith("/contacts") ? 2 : 1;
    }

    // --- what there is
    // -----------------------------------------------------------------------------------------------------

    private void deploy() {
        ripen.routes().put("sequences/it-boundary/hi.email", "Subject: Hi\n\nHello {{contact.first_name|you}}\n");
        ripen.routes().put("sequences/it-boundary/it-boundary.xml", """
                <routes xmlns="http://camel.apache.org/schema/xml-io">
                  <route id="it-boundary" description="Boundary">
                    <from uri="sequence:it-boundary?on=tag.added&amp;tag=it-boundary"/>
                    <to id="look" uri="task:create?title=Look"/>
                    <to id="pause" uri="wait:30 days"/>
                    <to id="hi" uri="email:hi"/>
                  </route>
                </routes>
                """);
        new Leads(ripen).awaitDeployed("it-boundary");
    }

    /** A team with one of each thing, and three people. */
    private World world(String team, String mark, Map<String, Http> people) {
        Map<String, String> ids = new LinkedHashMap<>();
        ids.put("team", team);
        created(admin.put(API + "/teams/" + team, "{\"name\":\"Team " + mark + "\"}"));
        for (String role : ROLES) {
            String login = role + "-" + team;
            JsonNode account = created(admin.post(
                    API + "/accounts",
                    "{\"login\":\"" + login + "\",\"name\":\"" + login + "\",\"password\":\"" + PASSWORD
                            + "\",\"roles\":{\"" + team + "\":\"" + role + "\"}}"));
            people.put(role, admin.as(login, PASSWORD));
            ids.put("accounts", account.path("id").asText());
        }
        created(admin.put(API + "/teams/" + team + "/sequences/it-boundary", "{\"enabled\":true}"));
        Http manager = people.get("manager");
        String address = mark + "@example.com";
        String contact = created(manager.post(
                        API + "/contacts",
                        JsonNodeFactory.instance
                                .objectNode()
                                .put("firstName", mark)
                                .put("email", address)
                                .put("team", team)
                                .put("owner", mark)
                                .toString()))
                .path("id")
                .asText();
        ids.put("listeners", "nobody");
        ids.put("quarantine", "1");
        ids.put("identity", "1");
        ids.put("contacts", contact);
        ids.put("contact", contact);
        ids.put("sequences", "it-boundary");
        ids.put("step", "hi");
        ids.put("file", "hi.email");
        ids.put(
                "messages",
                created(manager.post(
                                API + "/contacts/" + contact + "/messages",
                                "{\"channel\":\"email\",\"subject\":\"" + mark + "\",\"text\":\"Dear " + mark + "\"}"))
                        .path("id")
                        .asText());
        ids.put(
                "enrollments",
                created(manager.post(API + "/sequences/it-boundary/enrollments", "{\"contactId\":\"" + contact + "\"}"))
                        .path("id")
                        .asText());
        new Leads(ripen).awaitAt(contact, "it-boundary", "pause");
        ids.put(
                "tasks",
                admin.get(API + "/tasks?contact=" + contact)
                        .json()
                        .at("/items/0/id")
                        .asText());
        created(manager.post(
                API + "/events",
                "{\"id\":\"" + mark + "\",\"type\":\"page.viewed\",\"contactId\":\"" + contact
                        + "\",\"data\":{\"url\":\"/" + mark + "\"}}"));
        created(manager.put(API + "/blocks/team:" + team, "{\"reason\":\"" + mark + "\"}"));
        ids.put("blocks", "team:" + team);
        created(manager.put(
                API + "/teams/" + team + "/sequences/it-boundary/templates/hi.email",
                "{\"content\":\"Subject: " + mark + "\\n\\nHello\\n\"}"));
        created(manager.post(API + "/opt-outs?team=" + team + "&source=" + mark, "{\"rows\":[\"" + address + "\"]}"));
        ids.put("suppressions", "email:" + address);
        ids.put(
                "tokens",
                created(manager.post(API + "/tokens", "{\"name\":\"" + mark + "\"}"))
                        .path("id")
                        .asText());
        assertThat(ids.values())
                .as("each thing has a name: " + ids)
                .allSatisfy(id -> assertThat(id).isNotEmpty());
        return new World(ids);
    }

    /** The same names, of things that are nowhere; what belongs to no team stays. */
    private static World ghost(World own) {
        Map<String, String> ids = new LinkedHashMap<>(own.ids());
        for (String kind : List.of("contacts", "contact", "messages", "enrollments", "tasks", "accounts", "tokens")) {
            ids.put(kind, "987654321");
        }
        // As far from the names that there are as the other team is.
        ids.put("team", "zouth");
        ids.put("blocks", "team:zouth");
        ids.put("suppressions", "email:nowhere@example.com");
        return new World(ids);
    }

    /** All that an admin sees of the other team. */
    private String south(World other) {
        StringBuilder all = new StringBuilder();
        for (String path : List.of(
                "/contacts/" + other.of("contact"),
                "/contacts/" + other.of("contact") + "/timeline",
                "/contacts/" + other.of("contact") + "/conversation",
                "/contacts/" + other.of("contact") + "/consent",
                "/enrollments/" + other.of("enrollments"),
                "/tasks/" + other.of("tasks"),
                "/teams/south",
                "/teams/south/sequences/it-boundary/templates",
                "/sequences/it-boundary",
                "/events?team=south",
                "/accounts/" + other.of("accounts"),
                "/suppressions/" + other.of("suppressions"))) {
            Answer answer = admin.get(API + path);
            assertThat(answer.status()).as(path + ": " + answer.body()).isEqualTo(200);
            all.append(path).append(' ').append(answer.body()).append('\n');
        }
        assertThat(admin.get(API + "/blocks").body()).contains(SECRET);
        return all.toString();
    }

    private static JsonNode created(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isBetween(200, 201);
        return answer.json();
    }
}
