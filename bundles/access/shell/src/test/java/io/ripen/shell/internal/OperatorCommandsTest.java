package io.ripen.shell.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ripen.audit.Audit;
import io.ripen.audit.Verification;
import io.ripen.crm.Consent;
import io.ripen.crm.Contact;
import io.ripen.crm.ContactId;
import io.ripen.crm.Projection;
import io.ripen.health.HealthCheck;
import io.ripen.policy.Blocks;
import io.ripen.policy.Blocks.Block;
import io.ripen.sequence.Enrollment;
import io.ripen.sequence.EnrollmentId;
import io.ripen.sequence.EnrollmentState;
import io.ripen.sequence.Enrollments;
import io.ripen.sequence.Problem;
import io.ripen.sequence.SequenceDescription;
import io.ripen.sequence.SequenceId;
import io.ripen.sequence.Sequences;
import io.ripen.sequence.StepId;
import io.ripen.team.Team;
import io.ripen.team.TeamId;
import io.ripen.team.Teams;
import io.ripen.timeline.Timeline;
import io.ripen.timeline.TimelineEntry;
import io.ripen.transaction.Transactions;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.karaf.shell.api.console.Command;
import org.apache.karaf.shell.support.CommandException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What each command prints, what it changes, and how it fails. */
class OperatorCommandsTest {
    private static final Instant NOON = Instant.parse("2026-01-05T12:00:00.123456Z");
    private static final Contact ANN = contact(7, "Ann", "ann@example.com", "+12025550143");
    private static final Contact TWIN = contact(8, "Twin", "twin@example.com", "+12025550143");

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Map<String, Block> blocked = new LinkedHashMap<>();
    private final List<String> called = new ArrayList<>();

    /** A command's work. */
    private interface Printing {
        void on(PrintStream out) throws CommandException;
    }

    @Test
    void theAuditLogIsVerifiedAndTheFirstBrokenEntryNamed() throws Exception {
        assertThat(print(new AuditVerifyCommand(verified(new Verification(12, "abc", null)))::print))
                .isEqualTo("The audit log is whole: 12 entries, the last with the hash abc.\n");
        Verification.Broken broken = new Verification.Broken(4, Verification.Kind.MISSING, "Entry 4 is gone.");
        assertThatThrownBy(() -> print(new AuditVerifyCommand(verified(new Verification(3, "abc", broken)))::print))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("broken at entry 4. Entry 4 is gone.");
    }

    private static Audit verified(Verification found) {
        return (Audit) Proxy.newProxyInstance(
                Audit.class.getClassLoader(), new Class<?>[] {Audit.class}, (proxy, method, arguments) -> found);
    }

    @Test
    void healthListsTheChecksByNameAndFailsWhenOneIsCritical() throws Exception {
        HealthCheck fine = check("engine", () -> new HealthCheck.Result(HealthCheck.Status.OK, "Runs."));
        HealthCheck look = check("disk", () -> new HealthCheck.Result(HealthCheck.Status.WARN, "Nearly\nfull."));
        assertThat(print(new HealthCommand(List.of(fine, look))::print)).isEqualTo("""
                STATUS  CHECK   HOW IT IS
                WARN    disk    Nearly full.
                OK      engine  Runs.
                """);
        HealthCheck broken = check("mail", () -> {
            throw new IllegalStateException("No mailbox.");
        });
        assertThatThrownBy(() -> print(new HealthCommand(List.of(fine, broken))::print))
                .isInstanceOf(CommandException.class);
        assertThat(printed()).contains("CRITICAL  mail    No mailbox.");
        assertThatThrownBy(() -> print(new HealthCommand(List.of())::print)).isInstanceOf(CommandException.class);
    }

    @Test
    void sequencesSaysWhatRunsForWhomAndWhatIsWrong() throws Exception {
        assertThat(print(new SequencesCommand(sequences())::print))
                .isEqualTo("""
                SEQUENCE  REVISION  STEPS  TEAMS          STATE
                hello     3         0      default,north  runs
                sick      -         0      -              refused: %s
                """.formatted(new Problem("sick.xml", 1, 2, "It is sick.", "Mend it.")));
    }

    @Test
    void contactFindsByIdMailAndNumberAndFailsWhenThereIsNobody() throws Exception {
        assertThat(print(find("7"))).contains("7   Ann   default  ann@example.com  +12025550143");
        assertThat(print(find("ann@example.com"))).contains("ann@example.com").doesNotContain("twin");
        assertThat(print(find("+1 (202) 555-0143"))).contains("ann@example.com", "twin@example.com");
        assertThatThrownBy(() -> print(find("99")))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("There is no contact '99'");
    }

    @Test
    void timelineTellsTheStoryOfOne() throws Exception {
        Timeline timeline = (by, contact, limit) -> Optional.of(List.of(new TimelineEntry(
                NOON, "held", "hello", "first-text", "1", "2", "It is night.", Map.of("until", "10:00"))));
        assertThat(print(new TimelineCommand(transactions(), contacts(), timeline, "7")::print))
                .isEqualTo("""
                TIME                  WHAT  SEQUENCE  STEP        IN WORDS
                2026-01-05T12:00:00Z  held  hello     first-text  It is night.
                """);
        assertThatThrownBy(
                        () -> print(new TimelineCommand(transactions(), contacts(), timeline, "+12025550143")::print))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("Several contacts have '+12025550143': 7, 8.");
    }

    @Test
    void enrollmentsListsPagesAndRefusesAStateThatDoesNotExist() throws Exception {
        assertThat(print(list(null, null, 100))).isEqualTo("""
                ID  CONTACT  SEQUENCE  STATE   STEP   DUE                   WHY
                5   7        hello     PARKED  pause  2026-01-05T12:00:00Z  No channel.
                """);
        assertThat(print(list("parked", "ann@example.com", 1))).contains("There may be more: --after 5");
        assertThat(called).containsExactly("list null null", "list PARKED 7");
        assertThatThrownBy(() -> print(list("asleep", null, 1)))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("'asleep' is no state", "PARKED");
    }

    @Test
    void stopAndRetrySayWhatTheyDidAndFailWhenTheyDidNothing() throws Exception {
        assertThat(print(new StopCommand(enrollments(), "5", "Wrong person.")::print))
                .isEqualTo("Enrollment 5 is stopped.\n");
        assertThat(called).containsExactly("stop 5 Stopped by shell at the console: Wrong person.");
        assertThatThrownBy(() -> print(new StopCommand(enrollments(), "6", null)::print))
                .hasMessageContaining("is over already, or does not exist");
        assertThatThrownBy(() -> print(new StopCommand(enrollments(), "x", null)::print))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("'x' is no id");
        assertThat(print(new RetryCommand(enrollments(), "5")::print)).isEqualTo("Enrollment 5 goes on.\n");
        assertThatThrownBy(() -> print(new RetryCommand(enrollments(), "6")::print))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("is not in error");
    }

    @Test
    void blockListAndUnblockGoTogether() throws Exception {
        assertThat(print(new BlocksCommand(blocks())::print)).isEqualTo("Nothing is blocked.\n");
        assertThat(print(block("sequence:north/hello")))
                .contains("until you lift it: ripen:unblock sequence:north/hello");
        assertThat(print(block("sequence:north/hello"))).contains("was blocked before");
        assertThat(print(new BlocksCommand(blocks())::print)).isEqualTo("""
                BLOCK                 SINCE                 BY     WHY
                sequence:north/hello  2026-01-05T12:00:00Z  shell  Complaints.
                """);
        assertThat(print(new UnblockCommand(transactions(), blocks(), "sequence:north/hello")::print))
                .contains("is lifted");
        assertThatThrownBy(() -> print(new UnblockCommand(transactions(), blocks(), "sequence:north/hello")::print))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("There is no block");
    }

    @Test
    void aBlockThatWouldStopNothingIsRefused() {
        for (Map.Entry<String, String> each : Map.of(
                        "team:nort", "There is no team 'nort'; nothing was blocked. There are: default, north.",
                        "sequence:north/helo", "There is no sequence 'helo'",
                        "sequence:north", "is no name of a block",
                        "everything", "is no name of a block",
                        "phone:0202", "is no name of a block",
                        "team:No Name!", "Nothing was blocked.")
                .entrySet()) {
            assertThatThrownBy(() -> print(block(each.getKey())))
                    .as(each.getKey())
                    .isInstanceOf(CommandException.class)
                    .hasMessageContaining(each.getValue());
        }
        assertThat(blocked).isEmpty();
    }

    @Test
    void helpShowsOursAndTheWayToKarafs() {
        HelpCommand.print(
                new PrintStream(bytes, true, StandardCharsets.UTF_8),
                List.of(
                        command("ripen", "lint", "Reads."),
                        command("bundle", "list", "Lists."),
                        command("ripen", "blocks", "B.")));
        assertThat(printed())
                .startsWith("COMMAND       WHAT IT DOES\nripen:blocks  B.\nripen:lint    Reads.\n")
                .contains("*:help")
                .doesNotContain("bundle:list");
    }

    private Printing find(String who) {
        return new ContactCommand(transactions(), contacts(), who)::print;
    }

    private Printing list(@Nullable String state, @Nullable String contact, int limit) {
        return new EnrollmentsCommand(transactions(), contacts(), enrollments(), state, contact, limit)::print;
    }

    private Printing block(String name) {
        return new BlockCommand(transactions(), blocks(), teams(), sequences(), name, "Complaints.")::print;
    }

    private String print(Printing printing) throws CommandException {
        bytes.reset();
        printing.on(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        return printed();
    }

    private String printed() {
        return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }

    private static HealthCheck check(String name, Supplier<HealthCheck.Result> result) {
        return new HealthCheck() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Result check() {
                return result.get();
            }
        };
    }

    private static Command command(String scope, String name, String description) {
        return fake(Command.class, (method, arguments) -> switch (method) {
            case "getScope" -> scope;
            case "getName" -> name;
            default -> description;
        });
    }

    private static Transactions transactions() {
        return new Transactions() {
            @Override
            public <T extends @Nullable Object> T call(Body<T> body) {
                return body.in(action -> {});
            }
        };
    }

    private static Projection contacts() {
        return fake(
                Projection.class,
                (method, arguments) -> method.equals("find")
                        ? (arguments[1].equals(ANN.id()) ? Optional.of(ANN) : Optional.empty())
                        : List.of(ANN, TWIN).stream()
                                .filter(each -> arguments[1].equals(each.email())
                                        || arguments[1]
                                                .toString()
                                                .replaceAll("[^0-9+]", "")
                                                .equals(each.phone()))
                                .toList());
    }

    private Enrollments enrollments() {
        return fake(Enrollments.class, (method, arguments) -> switch (method) {
            case "list" -> {
                Enrollments.Query query = (Enrollments.Query) arguments[1];
                called.add("list " + query.state() + " " + query.contact());
                yield List.of(new Enrollment(
                        new EnrollmentId(5),
                        TeamId.DEFAULT,
                        new SequenceId("hello"),
                        "0",
                        ANN.id(),
                        "",
                        EnrollmentState.PARKED,
                        new StepId("pause"),
                        Map.of(),
                        NOON,
                        "No channel.",
                        NOON,
                        null));
            }
            case "stop" -> {
                called.add("stop " + arguments[1] + " " + arguments[2]);
                yield arguments[1].equals(new EnrollmentId(5));
            }
            default -> arguments[1].equals(new EnrollmentId(5));
        });
    }

    private Blocks blocks() {
        return fake(Blocks.class, (method, arguments) -> switch (method) {
            case "all" -> List.copyOf(blocked.values());
            case "lift" -> blocked.remove(arguments[1].toString()) != null;
            default ->
                blocked.putIfAbsent(
                                arguments[1].toString(),
                                new Block(
                                        arguments[1].toString(),
                                        arguments[2].toString(),
                                        arguments[3].toString(),
                                        NOON))
                        == null;
        });
    }

    private static Teams teams() {
        List<Team> all = List.of(
                new Team(TeamId.DEFAULT, "Default", ZoneId.of("UTC"), "US", Map.of()),
                new Team(new TeamId("north"), "North", ZoneId.of("UTC"), "US", Map.of()));
        return fake(
                Teams.class,
                (method, arguments) -> method.equals("all")
                        ? all
                        : first(all, each -> each.id().equals(arguments[0])));
    }

    private static Sequences sequences() {
        List<SequenceDescription> all = List.of(
                new SequenceDescription(
                        new SequenceId("hello"),
                        "",
                        "r3",
                        3,
                        NOON,
                        List.of(),
                        Map.of(),
                        Set.of(),
                        Set.of(),
                        List.of(),
                        Set.of("north", "default")),
                new SequenceDescription(
                        new SequenceId("sick"),
                        "",
                        null,
                        0,
                        null,
                        List.of(),
                        Map.of(),
                        Set.of(),
                        Set.of(),
                        List.of(new Problem("sick.xml", 1, 2, "It is sick.", "Mend it.")),
                        Set.of()));
        return fake(
                Sequences.class,
                (method, arguments) -> method.equals("all")
                        ? all
                        : first(all, each -> each.id().equals(arguments[0])));
    }

    private static <T> Optional<T> first(List<T> all, Function<T, Boolean> wanted) {
        return all.stream().filter(wanted::apply).findFirst();
    }

    private static Contact contact(long id, String name, String email, String phone) {
        return new Contact(
                new ContactId(id),
                TeamId.DEFAULT,
                null,
                name,
                null,
                email,
                phone,
                phone,
                Set.of("Hello"),
                null,
                null,
                null,
                null,
                0,
                null,
                null,
                Consent.UNKNOWN,
                Map.of(),
                NOON,
                1);
    }

    private static <T> T fake(Class<T> type, BiFunction<String, Object[], Object> answers) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) ->
                        answers.apply(method.getName(), arguments == null ? new Object[0] : arguments)));
    }
}
