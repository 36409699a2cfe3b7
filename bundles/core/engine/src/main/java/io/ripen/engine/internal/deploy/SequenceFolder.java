package io.ripen.engine.internal.deploy;

import io.ripen.core.store.SettingStore;
import io.ripen.sequence.Problem;
import io.ripen.sequence.SequenceId;
import io.ripen.transaction.StoreUnavailableException;
import io.ripen.transaction.Transactions;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deploys what lies in the watched folder, and takes out of service what is gone from it, also when it went while the
 * engine was down. Not thread-safe but for {@link #problems}.
 */
public final class SequenceFolder {
    /** Ids that came from a folder, kept so that a file which is removed while nobody looks is missed at the next start. */
    private static final String SETTING = "routes.folder.sequences";

    private static final Logger LOG = LoggerFactory.getLogger(SequenceFolder.class);

    private final FolderReader reader;
    private final Deployments deployments;
    private final Transactions transactions;
    private final SettingStore settings;
    private final FolderLooks looks = new FolderLooks();
    private final Map<SequenceId, String> pathOf = new HashMap<>();
    private final Map<String, Problem> unnamed = new ConcurrentHashMap<>();
    private boolean comparedWithBefore;

    public SequenceFolder(
            FolderReader reader, Deployments deployments, Transactions transactions, SettingStore settings) {
        this.reader = reader;
        this.deployments = deployments;
        this.transactions = transactions;
        this.settings = settings;
    }

    /** Problems of files whose names are not the id of any sequence. */
    public List<Problem> problems() {
        return List.copyOf(unnamed.values());
    }

    /**
     * Looks once; called each second.
     *
     * @throws IOException when the folder cannot be read; nothing changed
     * @throws StoreUnavailableException when the database cannot be reached; the next look goes on where this one stopped
     */
    public void look() throws IOException {
        List<FolderFile> files = reader.sequences();
        FolderLooks.Changes changes = looks.look(files);
        for (String path : changes.gone()) {
            gone(path);
        }
        for (FolderFile file : changes.put()) {
            put(file);
        }
        if (!changes.put().isEmpty() || !changes.gone().isEmpty() || !comparedWithBefore) {
            compareWithBefore(files);
        }
    }

    private void put(FolderFile file) {
        Optional<SequenceId> id = Names.of(file.path());
        if (id.isEmpty()) {
            Problem problem = new Problem(
                    file.path(),
                    0,
                    0,
                    "The file name is not the id of a sequence.",
                    "Use a-z, 0-9, '-', '_' and '.', such as welcome.xml.");
            LOG.warn("{}", problem);
            unnamed.put(file.path(), problem);
            looks.done(file);
            return;
        }
        String other = pathOf.get(id.get());
        if (other != null && !other.equals(file.path()) && looks.has(other)) {
            Problem problem = new Problem(
                    file.path(),
                    0,
                    0,
                    "There are two files for the sequence '" + id.get() + "': '" + other
                            + "' counts, this one does not.",
                    "Remove or rename one of them.");
            LOG.warn("{}", problem);
            deployments.problems(id.get(), List.of(problem));
            looks.done(file);
            return;
        }
        pathOf.put(id.get(), file.path());
        if (file.unreadable().isEmpty()) {
            deployments.deploy(file.source());
        } else {
            deployments.refused(
                    id.get(),
                    file.source(),
                    new Problem(
                            file.source().name(), 0, 0, file.unreadable(), "Mend the file; what ran before runs on."));
        }
        looks.done(file);
    }

    private void gone(String path) {
        unnamed.remove(path);
        Optional<SequenceId> id = Names.of(path);
        if (id.isPresent()) {
            deployments.problems(id.get(), List.of());
            if (path.equals(pathOf.get(id.get()))) {
                deployments.undeploy(id.get(), "its file " + path + " was removed");
                pathOf.remove(id.get());
                // a second file of this id, refused until now, may take its place
                looks.again(other -> Names.of(other).equals(id));
            }
        }
        looks.done(path);
    }

    private void compareWithBefore(List<FolderFile> files) {
        Set<String> now = new TreeSet<>();
        files.forEach(file -> Names.of(file.path()).ifPresent(id -> now.add(id.value())));
        Set<String> before = new HashSet<>(transactions
                .call(work -> settings.find(work, SETTING))
                .map(text -> List.of(text.split("\n")))
                .orElse(List.of()));
        before.remove("");
        if (!comparedWithBefore) {
            for (String id : before) {
                if (!now.contains(id)) {
                    deployments.undeploy(new SequenceId(id), "its file was removed while the engine was down");
                }
            }
        }
        if (!before.equals(now)) {
            transactions.call(work -> {
                settings.put(work, SETTING, String.join("\n", now));
                return now;
            });
        }
        comparedWithBefore = true;
    }
}
