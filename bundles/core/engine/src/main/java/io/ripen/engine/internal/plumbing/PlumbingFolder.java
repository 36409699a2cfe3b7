package io.ripen.engine.internal.plumbing;

import io.ripen.engine.internal.deploy.FolderFile;
import io.ripen.engine.internal.deploy.FolderLook;
import io.ripen.engine.internal.deploy.FolderLooks;
import io.ripen.engine.internal.deploy.FolderReader;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads what lies in {@code plumbing/} of the watched folder, and takes away what is removed from it while it is watched. A
 * folder that is emptied, unmounted or cannot be read takes nothing away. Not thread-safe but for {@link #complaints}.
 */
public final class PlumbingFolder {
    private static final Logger LOG = LoggerFactory.getLogger(PlumbingFolder.class);

    private final FolderReader reader;
    private final PlumbingRoutes routes;
    private final FolderLooks looks;
    private final String place;
    private volatile List<String> complaints = List.of();

    /**
     * @param machine the machine's clock, by which files are stamped
     * @param node what people call this node
     */
    public PlumbingFolder(FolderReader reader, PlumbingRoutes routes, InstantSource machine, String node) {
        this.reader = reader;
        this.routes = routes;
        this.looks = new FolderLooks(machine);
        this.place = "the folder " + reader.root().resolve("plumbing") + " of node " + node;
    }

    /** What is in the folder, or lacks, and was deliberately not acted upon; for the health check. */
    public List<String> complaints() {
        return complaints;
    }

    /** Looks once; called each second. */
    public void look() throws IOException {
        routes.tidy();
        FolderLook look;
        try {
            look = reader.plumbing();
        } catch (IOException unreadable) {
            // A file that goes while we read is seen at the next look; a folder that went says nothing of its files.
            if (!reader.isThere()) {
                looks.lost();
            }
            throw unreadable;
        }
        FolderLooks.Changes changes = looks.look(look);
        for (String path : changes.gone()) {
            LOG.info("{} was removed from {}.", path, place);
            routes.unload(path);
            looks.done(path);
        }
        changes.found().forEach(this::load);
        changes.saved().forEach(this::load);
        complain(look.files());
    }

    private void load(FolderFile file) {
        // What is not text is handed on as nothing, which is refused with a sentence of its own.
        routes.load(file.path(), file.source().xml());
        looks.done(file);
    }

    private void complain(List<FolderFile> files) {
        List<String> found = new ArrayList<>();
        Set<String> without = new TreeSet<>(routes.running());
        files.forEach(file -> without.remove(file.path()));
        without.removeIf(looks::isTaken);
        if (files.isEmpty()) {
            found.add("There is no file in " + place + ". Nothing was taken away for that"
                    + (without.isEmpty() ? "; nothing goes out from this node until there is." : "."));
        }
        if (!without.isEmpty()) {
            found.add("These files run on from memory, since they went with their whole folder: "
                    + String.join(", ", without) + ". Put them back into " + place
                    + "; after the next start of this node they would be missing.");
        }
        found.stream().filter(each -> !complaints.contains(each)).forEach(LOG::warn);
        complaints = List.copyOf(found);
    }
}
