package io.ripen.shell.internal;

import io.ripen.sequence.Sequences;
import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.jspecify.annotations.Nullable;

/** Completes the ids of sequences. */
@Service
public final class SequenceCompleter implements Completer {

    @Reference
    private @Nullable Sequences sequences;

    @Override
    public int complete(Session session, CommandLine line, List<String> candidates) {
        Sequences deployed = sequences;
        StringsCompleter ids = new StringsCompleter();
        if (deployed != null) {
            deployed.all().forEach(each -> ids.getStrings().add(each.id().value()));
        }
        return ids.complete(session, line, candidates);
    }
}
