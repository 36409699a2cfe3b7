package io.ripen.sequence;

import io.ripen.access.Actor;
import io.ripen.message.Hint;
import io.ripen.team.TeamId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** The deployed sequences. An OSGi service; thread-safe. */
@ProviderType
public interface Sequences {

    List<SequenceDescription> all();

    Optional<SequenceDescription> find(SequenceId id);

    /** All, each with the settings of the teams that who asks may read. */
    default List<SequenceDescription> all(Actor by) {
        return all().stream().map(each -> each.seenBy(by)).toList();
    }

    /** One, with the settings of the teams that who asks may read. */
    default Optional<SequenceDescription> find(Actor by, SequenceId id) {
        return find(id).map(each -> each.seenBy(by));
    }

    /** What runs now as its author wrote it, with its templates; empty when there is no such sequence. */
    default Optional<SequenceSource> source(SequenceId id) {
        return Optional.empty();
    }

    /** What deploying this would say; nothing is deployed. Empty when it would be accepted. */
    List<Problem> check(SequenceSource source);

    /**
     * Names in a sequence that are known from nowhere in it: a variable, a link, an outcome. They may be right, since they may
     * come from elsewhere, so they are no reason to refuse the file. Nothing is deployed.
     */
    default List<Hint> unknownNames(SequenceSource source) {
        return List.of();
    }

    /**
     * Deploys a sequence: stores the revision by content hash and runs it. When there are problems nothing changes, and
     * the revision before it runs on.
     */
    List<Problem> deploy(SequenceSource source);

    /** Takes the sequence out of service: nobody enrolls any more, and its leads park until it is back. */
    boolean undeploy(SequenceId id, String reason);

    /**
     * Enables or disables a sequence for a team. A disabled one enrolls nobody; leads in it run on.
     *
     * @param settings plain JSON values for this team
     * @param by a manager of the team
     * @return false when there is no such sequence, or no such team for who asks
     * @throws io.ripen.access.RefusedException when who asks may only read the team
     */
    boolean enable(Actor by, SequenceId id, TeamId team, boolean enabled, Map<String, Object> settings);
}
