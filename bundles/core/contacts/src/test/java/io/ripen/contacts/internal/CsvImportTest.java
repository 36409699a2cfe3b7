package io.ripen.contacts.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ripen.access.Actor;
import io.ripen.access.Scope;
import io.ripen.core.store.StoreException;
import io.ripen.crm.Contact;
import io.ripen.crm.ContactImport;
import io.ripen.crm.ContactImport.Options;
import io.ripen.crm.ContactImport.Refusal;
import io.ripen.crm.ContactImport.Result;
import io.ripen.crm.InvalidContactException;
import io.ripen.event.Event;
import io.ripen.team.TeamId;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvImportTest {
    private static final Options OPTIONS = new Options(TeamId.DEFAULT, Set.of("Imported"), "csv");

    private final CrmFixture crm = new CrmFixture();

    @AfterEach
    void close() {
        crm.close();
    }

    private Result run(String csv) throws IOException {
        return crm.csv.run(Actor.part("the test"), new StringReader(csv), OPTIONS, rows -> {});
    }

    private List<Contact> kept() {
        return crm.stores.transactions().call(work -> crm.stores.contacts().list(work, Scope.all(), 0, 100_000));
    }

    @Test
    void columns_are_known_in_any_spelling_and_others_become_fields() throws IOException {
        Result result = run("""
                External_ID,First Name,lastName,E-MAIL,Phone,Company Size,SMS consent,job title,ZIP,Country,Tags
                7,Ann,Ott,ann@example.com,415 555 0100,30,1,Owner,62701,US,VIP;Hot
                """);
        assertThat(result.created()).isEqualTo(1);
        Contact ann = kept().get(0);
        assertThat(ann.externalId()).isEqualTo("7");
        assertThat(ann.firstName()).isEqualTo("Ann");
        assertThat(ann.lastName()).isEqualTo("Ott");
        assertThat(ann.phoneE164()).isEqualTo("+14155550100");
        assertThat(ann.company().size()).isEqualTo(30);
        assertThat(ann.consent().sms()).isTrue();
        assertThat(ann.consent().email()).isNull();
        assertThat(ann.address().postalCode()).isEqualTo("62701");
        assertThat(ann.fields()).isEqualTo(Map.of("job title", "Owner"));
        assertThat(ann.tags()).containsExactly("VIP", "Hot", "Imported");
        assertThat(ann.source()).isEqualTo("csv");
        assertThat(crm.intake.received).extracting(Event::type).containsExactly("contact.created");
    }

    @Test
    void a_bad_row_is_refused_by_line_and_the_rest_is_kept() throws IOException {
        Result result = run("""
                email,phone,score
                ann@example.com,,1
                not-an-address,,2
                bob@example.com,,many

                ,,3
                cid@example.com,12,4
                dan@example.com,,5,6
                eva@example.com,,7
                """);
        assertThat(result.created()).isEqualTo(4);
        assertThat(result.refused()).isEqualTo(3);
        assertThat(result.refusals())
                .extracting(Refusal::line, Refusal::field)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(3L, "email"),
                        org.assertj.core.groups.Tuple.tuple(6L, "email"),
                        org.assertj.core.groups.Tuple.tuple(8L, ""));
        assertThat(result.refusals().get(0).row()).containsEntry("email", "not-an-address");
        assertThat(result.warned()).isEqualTo(2);
        assertThat(result.warnings())
                .extracting(ContactImport.Warning::line, ContactImport.Warning::field)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(4L, "score"),
                        org.assertj.core.groups.Tuple.tuple(7L, "phone"));
        assertThat(kept())
                .extracting(Contact::email)
                .containsExactly("ann@example.com", "bob@example.com", "cid@example.com", "eva@example.com");
    }

    @Test
    void a_text_may_hold_commas_quotes_and_line_breaks() throws IOException {
        Result result = run("\uFEFFemail,note\r\nann@example.com,\"a, \"\"b\"\"\r\nc\"\r\nbob@example.com,x\r\n");
        assertThat(result.refusals()).isEmpty();
        assertThat(kept().get(0).fields()).containsEntry("note", "a, \"b\"\nc");
        assertThat(kept().get(1).email()).isEqualTo("bob@example.com");
    }

    @Test
    void a_quote_that_is_never_closed_costs_its_own_row_only() throws IOException {
        StringBuilder csv = new StringBuilder("email,note\nann@example.com,\"open\n");
        for (int i = 0; i < 300; i++) {
            csv.append("lead").append(i).append("@example.com,x\n");
        }
        csv.append("bob@example.com,5\" pipe\nlast@example.com,y\n");
        Result result = run(csv.toString());
        assertThat(result.refusals()).singleElement().satisfies(refusal -> {
            assertThat(refusal.line()).isEqualTo(2);
            assertThat(refusal.reason()).contains("quote");
        });
        assertThat(result.created()).isEqualTo(302);
        assertThat(kept()).extracting(contact -> contact.fields().get("note")).contains("5\" pipe");
    }

    @Test
    void a_huge_field_costs_its_row_and_little_memory() throws IOException {
        Reader endless = new Reader() {
            private final StringReader head = new StringReader("email,note\nann@example.com,");
            private final StringReader tail = new StringReader("\nbob@example.com,x\n");
            private long left = 50_000_000;

            @Override
            public int read(char[] buffer, int offset, int length) throws IOException {
                int n = head.read(buffer, offset, length);
                if (n > 0) {
                    return n;
                }
                if (left > 0) {
                    int some = (int) Math.min(left, length);
                    java.util.Arrays.fill(buffer, offset, offset + some, 'x');
                    left -= some;
                    return some;
                }
                return tail.read(buffer, offset, length);
            }

            @Override
            public void close() {}
        };
        Result result = crm.csv.run(Actor.part("the test"), endless, OPTIONS, rows -> {});
        assertThat(result.refusals()).singleElement().satisfies(refusal -> {
            assertThat(refusal.line()).isEqualTo(2);
            assertThat(refusal.reason()).contains("longer");
        });
        assertThat(kept()).extracting(Contact::email).containsExactly("bob@example.com");
    }

    @Test
    void a_wrong_encoding_is_said_and_not_kept() throws IOException {
        byte[] latin1 =
                "email,first name\nann@example.com,Jürgen\nbob@example.com,Bob\n".getBytes(StandardCharsets.ISO_8859_1);
        Result result = crm.csv.run(
                Actor.part("the test"),
                new InputStreamReader(new java.io.ByteArrayInputStream(latin1), StandardCharsets.UTF_8),
                OPTIONS,
                rows -> {});
        assertThat(result.refusals()).singleElement().satisfies(refusal -> {
            assertThat(refusal.field()).isEqualTo("first name");
            assertThat(refusal.reason()).contains("UTF-8");
        });
        assertThat(result.created()).isEqualTo(1);
    }

    @Test
    void semicolons_and_tabs_are_taken_for_commas() throws IOException {
        assertThat(run("email;first name\nann@example.com;Ann\n").created()).isEqualTo(1);
        assertThat(run("email\tfirst name\nbob@example.com\tBob\n").created()).isEqualTo(1);
        assertThat(kept()).extracting(Contact::firstName).containsExactly("Ann", "Bob");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "name,city\nx,y\n", "email,\"open\na@example.com,x\n"})
    void a_useless_header_is_refused_before_anything_is_written(String csv) {
        assertThatExceptionOfType(InvalidContactException.class)
                .isThrownBy(() -> run(csv))
                .satisfies(e -> assertThat(e.problems().get(0).field()).isEqualTo("header"));
        assertThat(kept()).isEmpty();
    }

    @Test
    void an_unknown_team_is_refused() {
        assertThatExceptionOfType(InvalidContactException.class)
                .isThrownBy(() -> crm.csv.run(
                        Actor.part("the test"),
                        new StringReader("email\na@example.com\n"),
                        new Options(new TeamId("nowhere"), Set.of(), "csv"),
                        rows -> {}))
                .satisfies(e -> assertThat(e.problems().get(0).field()).isEqualTo("team"));
    }

    @Test
    void the_same_file_twice_changes_and_does_not_double() throws IOException {
        String csv = """
                external_id,first_name,email,phone
                1,Ann,ann@example.com,415 555 0100
                ,Bob,bob@example.com,
                ,Cid,,415 555 0102
                """;
        assertThat(run(csv).created()).isEqualTo(3);
        crm.intake.received.clear();
        Result again = run(csv.replace("Bob", "Robert"));
        assertThat(again.created()).isZero();
        assertThat(again.updated()).isEqualTo(3);
        assertThat(kept()).extracting(Contact::firstName).containsExactly("Ann", "Robert", "Cid");
        assertThat(crm.intake.received).extracting(Event::type).containsExactly("field.changed");
    }

    @Test
    void two_people_with_one_number_stay_two() throws IOException {
        Result result = run("""
                external_id,email,phone
                1,ann@example.com,415 555 0100
                2,bob@example.com,415 555 0100
                ,cid@example.com,415 555 0100
                ,ann@example.com,415 555 0109
                """);
        assertThat(result.created()).isEqualTo(3);
        assertThat(result.updated()).isEqualTo(1);
        assertThat(kept())
                .extracting(Contact::phoneE164)
                .containsExactly("+14155550109", "+14155550100", "+14155550100");
    }

    @Test
    void what_the_database_refuses_is_refused_row_by_row_and_never_lost() throws IOException {
        // A database error that only one row of the batch causes.
        CsvImport picky = new CsvImport(crm.stores, crm.teams, new CrmFixture.Intake() {
            @Override
            public List<io.ripen.event.Receipt> receive(io.ripen.transaction.UnitOfWork work, List<Event> events) {
                for (Event event : events) {
                    Contact contact =
                            crm.stores.contacts().find(work, event.contact()).orElseThrow();
                    if ("bob@example.com".equals(contact.email())) {
                        throw new StoreException("The database refused it.", "22001", new java.sql.SQLException());
                    }
                }
                return super.receive(work, events);
            }
        });
        Result result = picky.run(
                Actor.part("the test"),
                new StringReader("email\nann@example.com\nbob@example.com\ncid@example.com\n"),
                OPTIONS,
                rows -> {});
        assertThat(result.created()).isEqualTo(2);
        assertThat(result.refusals()).singleElement().satisfies(refusal -> {
            assertThat(refusal.line()).isEqualTo(3);
            assertThat(refusal.reason()).contains("refused");
        });
        assertThat(kept()).extracting(Contact::email).containsExactly("ann@example.com", "cid@example.com");
    }

    @Test
    void few_statements_do_for_a_batch() throws IOException {
        StringBuilder csv = new StringBuilder("email,first name\n");
        for (int i = 0; i < 2_000; i++) {
            csv.append("lead").append(i).append("@example.com,Lead\n");
        }
        long before = crm.stores.statistics().statements();
        assertThat(run(csv.toString()).created()).isEqualTo(2_000);
        assertThat(crm.stores.statistics().statements() - before).isLessThan(30);
    }

    /** Twenty thousand leads of eleven countries, or another file that somebody names: {@code RIPEN_TRY_CSV=/path/leads.csv}. */
    @Test
    void a_large_file_comes_in_and_comes_in_again_as_updates() throws IOException {
        String named = System.getenv("RIPEN_TRY_CSV");
        Path file = named == null ? corpus("leads-20k.csv") : Path.of(named);
        boolean there = Files.exists(file);
        // Where everything is to be tested nothing may be left out in silence.
        assertThat(there || System.getenv("RIPEN_NEEDS_CORPUS") == null)
                .as("Lay the corpora into shared/data beside the project, or name their folder in RIPEN_CORPORA.")
                .isTrue();
        assumeTrue(there, file + " is not here");

        Result first = runLarge(file);
        Result again = runLarge(file);

        assertThat(first.created() + first.updated())
                .as("refused: %s", first.refusals())
                .isGreaterThan(first.refused() * 50);
        assertThat(kept()).hasSize((int) first.created());
        assertThat(again.created()).isZero();
        assertThat(again.updated()).isEqualTo(first.created() + first.updated());
        assertThat(again.refused()).isEqualTo(first.refused());
    }

    /** Where {@code shared/data} lies beside the project, or what {@code RIPEN_CORPORA} names. */
    private static Path corpus(String name) {
        String named = System.getenv("RIPEN_CORPORA");
        Path at = Path.of("").toAbsolutePath();
        while (named == null
                && at.getParent() != null
                && !Files.exists(at.resolve("shared/data").resolve(name))) {
            at = at.getParent();
        }
        return named == null
                ? at.resolve("shared/data").resolve(name)
                : Path.of(named).resolve(name);
    }

    private Result runLarge(Path file) throws IOException {
        long began = System.nanoTime();
        try (Reader reader = Files.newBufferedReader(file)) {
            Result result = crm.csv.run(Actor.part("the test"), reader, OPTIONS, rows -> {});
            double seconds = (System.nanoTime() - began) / 1e9;
            long rows = result.created() + result.updated() + result.refused();
            System.out.printf("%s of %d rows in %.1f s: %.0f rows/s%n", result, rows, seconds, rows / seconds);
            return result;
        }
    }
}
