package io.ripen.message;

import io.ripen.access.Actor;
import io.ripen.sequence.Problem;
import io.ripen.sequence.SequenceId;
import io.ripen.team.TeamId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A team's own wording of the templates of a sequence. The route and other teams' messages stay as they are. An OSGi service;
 * thread-safe. A message that is planned and held when the wording changes keeps the text that it has; everything that is
 * planned afterwards has the new one, on every node within a second.
 */
@ProviderType
public interface TemplateOverrides {

    /**
     * One template as a team has it.
     *
     * @param file file name, such as {@code day-1-intro.sms}
     * @param content the text that is sent for this team
     * @param original the text that the sequence comes with; null when the newest revision has no such template any more
     * @param changedBy who wrote it; null when it is the original
     * @param changedAt business time; null when it is the original
     */
    record Template(
            String file,
            String content,
            @org.jspecify.annotations.Nullable String original,
            @org.jspecify.annotations.Nullable String changedBy,
            @org.jspecify.annotations.Nullable Instant changedAt) {

        /** Whether the team has a wording of its own. */
        public boolean overridden() {
            return changedAt != null;
        }
    }

    /** All templates of a sequence as the team has them, in order of file name; empty when there is no such sequence, or no such team for who asks. */
    List<Template> all(Actor by, TeamId team, SequenceId sequence);

    /** One of them; empty when the sequence has no such template. */
    Optional<Template> find(Actor by, TeamId team, SequenceId sequence, String file);

    /**
     * Replaces a template for one team.
     *
     * @param by a manager of the team
     * @throws io.ripen.access.RefusedException when who asks may only read the team
     * @return what is wrong with it; then nothing was changed
     * @throws IllegalArgumentException when the sequence has no such template, or the team is not there for who asks
     */
    List<Problem> put(Actor by, TeamId team, SequenceId sequence, String file, String content);

    /** Goes back to the original; false when there was no own wording. */
    boolean remove(Actor by, TeamId team, SequenceId sequence, String file);
}
