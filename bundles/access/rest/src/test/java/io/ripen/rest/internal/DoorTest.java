package io.ripen.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripen.crm.ContactId;
import io.ripen.crm.ContactImport.DateOrder;
import io.ripen.crm.Leads.Key;
import io.ripen.crm.Leads.Known;
import io.ripen.crm.Leads.Rule;
import io.ripen.event.EventLog;
import io.ripen.event.EventSource;
import io.ripen.sequence.EnrollmentId;
import io.ripen.team.TeamId;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How leads come in by the API: made or found, brought along in silence, and seen in the list of events. */
class DoorTest {
    private final RestServer server = new RestServer();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void a_contact_can_be_found_by_its_address_instead_of_being_made_again() {
        String ann = "{\"email\":\"ann@example.com\"}";
        assertThat(server.json("POST", "/contacts?match=email,phone", ann).status())
                .isEqualTo(201);
        Answer again = server.json("POST", "/contacts?match=email,phone", ann);
        assertThat(again.status()).isEqualTo(200);
        assertThat(server.crm.kept).hasSize(1);
        assertThat(server.json("POST", "/contacts", ann).status())
                .as("without it a second one")
                .isEqualTo(201);
        server.json("POST", "/contacts?match=externalId&known=update&lenient=true", ann);
        assertThat(server.crm.arrivals.rules)
                .startsWith(new Rule(Set.of(Key.EMAIL, Key.PHONE), true, Known.FILL, false))
                .endsWith(new Rule(Set.of(Key.EXTERNAL_ID), true, Known.UPDATE, true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"match=name", "match=", "known=maybe", "lenient=perhaps", "match=email,,phone", "lenient="})
    void a_rule_that_is_none_is_refused(String query) {
        assertThat(server.json("POST", "/contacts?" + query, "{\"email\":\"ann@example.com\"}")
                        .status())
                .isEqualTo(400);
        assertThat(server.crm.kept).isEmpty();
    }

    @Test
    void an_import_can_begin_nothing_and_say_how_its_dates_are_written() {
        byte[] csv = "email\nann@example.com\n".getBytes(StandardCharsets.UTF_8);
        assertThat(server.post("/contacts/import?quiet=true&dates=day-first", "text/csv", csv)
                        .status())
                .isEqualTo(200);
        assertThat(server.crm.imports).singleElement().satisfies(options -> {
            assertThat(options.quiet()).isTrue();
            assertThat(options.dates()).isEqualTo(DateOrder.DAY_FIRST);
        });
        assertThat(server.post("/contacts/import?dates=dmy", "text/csv", csv).status())
                .isEqualTo(400);
        assertThat(server.post("/contacts/import?quiet=yes", "text/csv", csv).status())
                .isEqualTo(400);
    }

    private static String place(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void what_came_and_what_it_did_is_listed_page_by_page() {
        for (int i = 0; i < 3; i++) {
            server.crm.came.add(new EventLog.Entry(
                    "e" + i,
                    "purchase",
                    TeamId.DEFAULT,
                    i == 1 ? "shop" : null,
                    i == 2 ? null : new ContactId(7),
                    Crm.NOW,
                    Crm.NOW,
                    EventSource.API,
                    Map.of("total", 5),
                    i == 2 ? EventLog.State.WAITING : EventLog.State.COUNTED,
                    List.of(new EnrollmentId(9)),
                    List.of(),
                    new EventLog.Place(Crm.NOW, "e" + i + " \u001F7/+ä")));
        }
        Answer first = server.get("/events?limit=2");
        assertThat(first.status()).isEqualTo(200);
        assertThat(first.json().path("items")).hasSize(2);
        assertThat(first.json().path("items").get(1).path("hook").asText()).isEqualTo("shop");
        assertThat(first.json().path("items").get(0).path("enrolled").get(0).asText())
                .isEqualTo("9");
        Answer second = server.get(first.json().path("next").asText().replaceFirst("^.*/api/v1", ""));
        assertThat(second.json().path("items").get(0).path("state").asText()).isEqualTo("WAITING");
        assertThat(second.json().path("next").isNull()).isTrue();
        assertThat(server.get("/events?hook=shop").json().path("items")).hasSize(1);
        for (String bad : List.of(
                "after=5",
                "after=!!",
                "after=" + place("+999999999-01-01T00:00:00Z e1"),
                "after=" + place("-0001-01-01T00:00:00Z e1"),
                "after=" + place("2026-03-01T10:00:00Z\0 e1"),
                "limit=0",
                "team=nowhere",
                "after=" + "A".repeat(5_000))) {
            assertThat(server.get("/events?" + bad).status()).as(bad).isBetween(400, 499);
        }
    }
}
