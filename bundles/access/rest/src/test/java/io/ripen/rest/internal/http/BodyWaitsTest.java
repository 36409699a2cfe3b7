package io.ripen.rest.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BodyWaitsTest {
    private final BodyWaits waits = new BodyWaits(2, 4);

    @Test
    void theOldestOfALoginThatHasItsShareMakesRoom() {
        BodyWaits.Wait first = waits.begin("crm");
        BodyWaits.Wait second = waits.begin("crm");
        BodyWaits.Wait other = waits.begin("admin");
        BodyWaits.Wait third = waits.begin("crm");
        assertThat(first.isOver()).isTrue();
        assertThat(second.isOver() || other.isOver() || third.isOver()).isFalse();
        waits.end(first);
        waits.end(second);
        waits.begin("crm");
        assertThat(third.isOver()).isFalse();
    }

    @Test
    void whenAllPlacesAreTakenTheLoginThatHasMostMakesRoom() {
        waits.begin("crm");
        BodyWaits.Wait admin = waits.begin("admin");
        BodyWaits.Wait second = waits.begin("admin");
        waits.begin("shop");
        BodyWaits.Wait last = waits.begin("zapier");
        assertThat(admin.isOver()).isTrue();
        assertThat(second.isOver() || last.isOver()).isFalse();
    }
}
