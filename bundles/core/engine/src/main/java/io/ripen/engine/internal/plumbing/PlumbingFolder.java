package io.ripen.engine.internal.plumbing;

import io.ripen.engine.internal.deploy.FolderFile;
import io.ripen.engine.internal.deploy.FolderLooks;
import io.ripen.engine.internal.deploy.FolderReader;
import java.io.IOException;

/** Loads what lies in {@code plumbing/} of the watched folder. Not thread-safe. */
public final class PlumbingFolder {
    private final FolderReader reader;
    private final PlumbingRoutes routes;
    private final FolderLooks looks = new FolderLooks();

    public PlumbingFolder(FolderReader reader, PlumbingRoutes routes) {
        this.reader = reader;
        this.routes = routes;
    }

    /** Looks once; called each second. */
    public void look() throws IOException {
        routes.tidy();
        FolderLooks.Changes changes = looks.look(reader.plumbing());
        for (String path : changes.gone()) {
            routes.unload(path);
            looks.done(path);
        }
        for (FolderFile file : changes.put()) {
            // What is not text is handed on as nothing, which is refused with a sentence of its own.
            routes.load(file.path(), file.source().xml());
            looks.done(file);
        }
    }
}
