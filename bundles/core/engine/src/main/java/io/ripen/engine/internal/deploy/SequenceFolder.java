package io.ripen.engine.internal.deploy;

import io.ripen.sequence.Problem;
import io.ripen.sequence.SequenceId;
import io.ripen.transaction.StoreUnavailableException;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deploys what is saved to the watched folder, and takes out of service what is removed from it while it is watched. What
 * merely lies in it at the start, or lacks, undoes nothing: see {@link FolderLooks} and {@link FoundTexts}. Not thread-safe but
 * for {@link #problems} and {@link #complaints}.
 */
public final class SequenceFolder {
    private static final Logger LOG = LoggerFactory.getLogger(SequenceFolder.class);

    private final FolderReader reader;
    private final Deployments deployments;
    private final String place;
    private final FolderLooks looks;
    private final Map<SequenceId, String> pathOf = new HashMap<>();
    /** The revision that a file of this folder is or was made to, while we watched. */
    private final Map<SequenceId, String> gave = new HashMap<>();

    private final Map<String, Problem> unnamed = new ConcurrentHashMap<>();
    private final Differences differences;
    private volatile boolean empty;

    /**
     * @param machine the machine's clock, by which files are stamped
     * @param node what people call this node
     */
    public SequenceFolder(FolderReader reader, Deployments deployments, InstantSource machine, String node) {
        this.reader = reader;
        this.deployments = deployments;
        this.looks = new FolderLooks(machine);
        this.place = "the folder " + reader.root() + " of node " + node;
        this.differences = new Differences(place);
    }

    /** Problems of files whose names are not the id of any sequence. */
    public List<Problem> problems() {
        return List.copyOf(unnamed.values());
    }

    /** What is in the folder, or lacks, and was deliberately not acted upon; for the health check. */
    public List<String> complaints() {
        List<String> complaints = new ArrayList<>();
        if (empty) {
            complaints.add("There is no sequence in " + place
                    + ". No sequence was stopped for that: those in the database run"
                    + " on. If a volume should be there, mount it. Its files are then treated as at a start.");
        }
        complaints.addAll(differences.words());
        return complaints;
    }

    /**
     * Looks once; called each second.
     *
     * @throws IOException when the folder cannot be read; nothing changed
     * @throws StoreUnavailableException when the database cannot be reached; the next look goes on where this one stopped
     */
    public void look() throws IOException {
        FolderLook look;
        try {
            look = reader.sequences();
        } catch (IOException unreadable) {
            // A file that goes while we read is seen at the next look; a folder that went says nothing of its files.
            if (!reader.isThere()) {
                looks.lost();
            }
            throw unreadable;
        }
        Set<SequenceId> lying = new HashSet<>();
        look.files().forEach(file -> Names.of(file.path()).ifPresent(lying::add));
        deployments.lie(lying);
        FolderLooks.Changes changes = looks.look(look);
        for (String path : changes.gone()) {
            gone(path, look.files());
        }
        for (FolderFile file : changes.found()) {
            take(file, false);
        }
        for (FolderFile file : changes.saved()) {
            take(file, true);
        }
        // A new installation may well begin with none.
        boolean none = look.files().isEmpty() && deployments.everDeployed();
        if (none && !empty) {
            LOG.warn("There is no sequence in {}. No sequence is stopped for that.", place);
        }
        empty = none;
        compare(look.files());
    }

    private void take(FolderFile file, boolean saved) {
        try {
            put(file, saved);
        } catch (StoreUnavailableException away) {
            throw away;
        } catch (RuntimeException | StackOverflowError | LinkageError unforeseen) {
            passOver(file, unforeseen);
        }
    }

    /** One file must not keep the others from being taken in. It is tried again when it changes. */
    private void passOver(FolderFile file, Throwable unforeseen) {
        LOG.error("{} could not be taken in and is passed over; what ran before runs on.", file.path(), unforeseen);
        Problem problem = new Problem(
                file.path(),
                0,
                0,
                "The file could not be taken in: " + unforeseen,
                "Tell the operator; the log says more. It is tried again when it changes.");
        Names.of(file.path())
                .ifPresentOrElse(
                        id -> deployments.problems(id, List.of(problem)), () -> unnamed.put(file.path(), problem));
        looks.done(file);
    }

    private void put(FolderFile file, boolean saved) {
        Optional<SequenceId> named = Names.of(file.path());
        if (named.isEmpty()) {
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
        SequenceId id = named.get();
        String other = pathOf.get(id);
        if (other != null && !other.equals(file.path()) && looks.has(other)) {
            Problem problem = new Problem(
                    file.path(),
                    0,
                    0,
                    "There are two files for the sequence '" + id + "': '" + other + "' counts, this one does not.",
                    "Remove or rename one of them.");
            LOG.warn("{}", problem);
            deployments.problems(id, List.of(problem));
            looks.done(file);
            return;
        }
        pathOf.put(id, file.path());
        if (!file.unreadable().isEmpty()) {
            deployments.refused(
                    id,
                    file.source(),
                    new Problem(
                            file.source().name(), 0, 0, file.unreadable(), "Mend the file; what ran before runs on."));
        } else if (saved) {
            deployments.deploy(file.source(), place);
        } else if (deployments.found(id, file.source(), place) == Found.LATER) {
            return;
        }
        looks.done(file);
    }

    private void gone(String path, List<FolderFile> files) {
        unnamed.remove(path);
        Optional<SequenceId> named = Names.of(path);
        named.ifPresent(id -> {
            deployments.problems(id, List.of());
            if (path.equals(pathOf.get(id))) {
                pathOf.remove(id);
                if (files.stream().anyMatch(file -> Names.of(file.path()).equals(named))) {
                    // A second file of this id, refused until now, takes its place.
                    looks.again(other -> Names.of(other).equals(named));
                } else {
                    withdraw(id, path);
                }
            }
        });
        looks.done(path);
    }

    /** Only what this folder gave is taken back with its file. */
    private void withdraw(SequenceId id, String path) {
        Optional<String> runs = deployments.inForce(id);
        String given = gave.remove(id);
        if (runs.isEmpty() || runs.get().equals(given)) {
            deployments.undeploy(id, "its file " + path + " was removed from " + place);
        } else {
            deployments.forget(id);
            LOG.warn(
                    "{} was removed from {}. Sequence {} runs on, since its running text does not come from there. To stop"
                            + " it, remove the file from the folder that has this text.",
                    path,
                    place,
                    id);
        }
    }

    private void compare(List<FolderFile> files) {
        List<Difference> found = new ArrayList<>();
        for (FolderFile file : files) {
            Optional<SequenceId> id = Names.of(file.path());
            if (id.isEmpty() || !file.path().equals(pathOf.get(id.get())) || !looks.isTaken(file)) {
                continue;
            }
            Optional<Difference> difference = deployments.difference(id.get(), file.source());
            difference.ifPresent(found::add);
            if (deployments.isCurrent(id.get(), file.source())) {
                deployments.inForce(id.get()).ifPresent(revision -> gave.put(id.get(), revision));
            }
        }
        differences.are(found);
    }
}
