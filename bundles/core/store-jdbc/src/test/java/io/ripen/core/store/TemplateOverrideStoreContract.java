package io.ripen.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripen.core.fixtures.TestDatabase;
import io.ripen.transaction.UnitOfWork;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Templates that teams have worded by themselves. */
abstract class TemplateOverrideStoreContract extends StoreContract {

    TemplateOverrideStoreContract(TestDatabase database) {
        super(database);
    }

    private String sequence = "";

    /** The database and this object are other tests' as well. */
    @BeforeEach
    void another() {
        sequence = "nurture-" + UUID.randomUUID();
    }

    private TemplateOverrideRow row(String team, String file, String content) {
        return new TemplateOverrideRow(team, sequence, file, content, "ann", NOW);
    }

    private List<TemplateOverrideRow> mine(UnitOfWork work) {
        return stores.templateOverrides().all(work).stream()
                .filter(row -> row.sequence().equals(sequence))
                .toList();
    }

    @Test
    void each_team_has_a_wording_of_its_own() {
        run(work -> {
            stores.templateOverrides().put(work, row("north", "hello.sms", "Hi from the north"));
            stores.templateOverrides().put(work, row("south", "hello.sms", "Hi from the south"));
        });
        run(work -> assertThat(mine(work))
                .containsExactly(
                        row("north", "hello.sms", "Hi from the north"),
                        row("south", "hello.sms", "Hi from the south")));
    }

    @Test
    void a_new_wording_takes_the_place_of_the_old_one() {
        run(work -> stores.templateOverrides().put(work, row("north", "hello.sms", "one")));
        TemplateOverrideRow later = new TemplateOverrideRow(
                "north", sequence, "hello.sms", "two, with “quotes” and 👍", "bob", NOW.plusSeconds(5));
        run(work -> stores.templateOverrides().put(work, later));
        run(work -> assertThat(mine(work)).containsExactly(later));
    }

    @Test
    void what_is_removed_is_gone_and_nothing_else() {
        run(work -> {
            stores.templateOverrides().put(work, row("north", "hello.sms", "one"));
            stores.templateOverrides().put(work, row("north", "bye.sms", "two"));
        });
        run(work -> {
            assertThat(stores.templateOverrides().remove(work, "north", sequence, "hello.sms"))
                    .isTrue();
            assertThat(stores.templateOverrides().remove(work, "north", sequence, "hello.sms"))
                    .isFalse();
            assertThat(stores.templateOverrides().remove(work, "south", sequence, "bye.sms"))
                    .isFalse();
        });
        run(work -> assertThat(mine(work)).isEqualTo(List.of(row("north", "bye.sms", "two"))));
    }

    @Test
    void each_change_leaves_another_stamp_and_none_leaves_it() {
        String[] stamps = new String[4];
        run(work -> stamps[0] = stores.templateOverrides().stamp(work));
        run(work -> stores.templateOverrides().put(work, row("north", "hello.sms", "one")));
        run(work -> stamps[1] = stores.templateOverrides().stamp(work));
        run(work -> stores.templateOverrides().remove(work, "north", sequence, "nothing.sms"));
        run(work -> stamps[2] = stores.templateOverrides().stamp(work));
        run(work -> stores.templateOverrides().remove(work, "north", sequence, "hello.sms"));
        run(work -> stamps[3] = stores.templateOverrides().stamp(work));

        assertThat(stamps[1]).isNotEqualTo(stamps[0]).isEqualTo(stamps[2]);
        assertThat(stamps[3]).isNotEqualTo(stamps[2]);
    }
}
