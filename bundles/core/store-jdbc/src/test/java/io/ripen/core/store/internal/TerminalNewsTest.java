package io.ripen.core.store.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TerminalNewsTest {
    private final List<String> terminal = new ArrayList<>();
    private final TerminalNews news = new TerminalNews(terminal::add);

    @Test
    void anOutageIsToldOnceEachWay() {
        news.back();
        for (int i = 0; i < 30; i++) {
            news.away("No database answers at db:5432.");
        }
        assertThat(terminal)
                .singleElement()
                .asString()
                .contains("is away. No database answers at db:5432. Nothing is lost");
        news.back();
        news.back();
        assertThat(terminal).hasSize(2).last().asString().startsWith("the database is back");
        news.away("Again.");
        news.away("Again.");
        assertThat(terminal).hasSize(3);
    }

    @Test
    void oneAnswerThatDidNotComeIsNoNews() {
        news.away("Slow.");
        news.back();
        news.away("Slow.");
        news.back();
        assertThat(terminal).isEmpty();
    }
}
