package io.ripen.itests;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What an operator does to a running container. */
@ExtendWith(RipenExtension.class)
class LifecycleIT {

    @Test
    void aBundleComesAndGoesThroughTheDeployFolder(Ripen ripen) {
        String name = ripen.installBundle(Artifacts.consoleChannel());
        assertThat(ripen.jmx().bundles()).containsEntry(name, "Active");

        ripen.uninstallBundle(Artifacts.consoleChannel());
        assertThat(ripen.jmx().bundles()).doesNotContainKey(name);
    }

    @Test
    void aContactIsStillThereAfterKill9(Ripen ripen) {
        Answer created =
                ripen.http().post("/api/v1/contacts", "{\"firstName\":\"Kim\",\"email\":\"kim-kill9@example.com\"}");
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        String id = created.json().get("id").asText();

        ripen.kill();
        ripen.start();

        Answer kept = ripen.http().get("/api/v1/contacts/" + id);
        assertThat(kept.status()).as(kept.body()).isEqualTo(200);
        assertThat(kept.json().get("email").asText()).isEqualTo("kim-kill9@example.com");
    }
}
