package io.ripen.testkit;

import io.ripen.engine.internal.deploy.Deployments;
import io.ripen.engine.internal.deploy.FolderReader;
import io.ripen.engine.internal.deploy.SequenceFolder;
import io.ripen.engine.internal.deploy.SequencesHealth;
import io.ripen.health.HealthCheck;
import io.ripen.schedule.RepeatedTask;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** A node's watched folder, with the same parts as in the container. */
final class WatchedFolder implements AutoCloseable {
    private final RepeatedTask watch;
    private final SequencesHealth health;

    WatchedFolder(Deployments deployments, InstantSource machine, Path root, String node) {
        SequenceFolder folder = new SequenceFolder(new FolderReader(root, machine), deployments, machine, node);
        watch = RepeatedTask.start("folder-of-" + node, Duration.ofSeconds(1), () -> {
            deployments.refresh();
            folder.look();
        });
        health = new SequencesHealth(deployments, () -> {
            List<String> complaints = new ArrayList<>(folder.complaints());
            if (!watch.failure().isEmpty()) {
                complaints.add(watch.failure());
            }
            return complaints;
        });
    }

    HealthCheck.Result health() {
        return health.check();
    }

    @Override
    public void close() {
        watch.close();
    }
}
