package io.ripen.shell.internal;

import io.ripen.channel.AddressKind;
import io.ripen.policy.Blocks;
import io.ripen.sequence.SequenceId;
import io.ripen.sequence.Sequences;
import io.ripen.team.TeamId;
import io.ripen.team.Teams;
import java.util.List;
import org.apache.karaf.shell.support.CommandException;
import org.jspecify.annotations.Nullable;

/** Reads the names of blocks. One that would stop nothing, since its team or sequence does not exist, is refused. */
final class BlockNames {
    private final Teams teams;
    private final Sequences sequences;

    BlockNames(Teams teams, Sequences sequences) {
        this.teams = teams;
        this.sequences = sequences;
    }

    String checked(@Nullable String written) throws CommandException {
        String name = String.valueOf(written).strip();
        int colon = name.indexOf(':');
        String kind = colon < 0 ? name : name.substring(0, colon);
        String what = name.substring(colon + 1);
        try {
            return switch (kind) {
                case "all" -> {
                    if (colon >= 0) {
                        throw unreadable(name);
                    }
                    yield Blocks.ALL;
                }
                case "team" -> Blocks.team(team(what));
                case "sequence" -> {
                    int slash = what.indexOf('/');
                    if (slash < 0) {
                        throw unreadable(name);
                    }
                    yield Blocks.sequence(team(what.substring(0, slash)), sequence(what.substring(slash + 1)));
                }
                case "phone" -> {
                    if (!what.matches("\\+[0-9]{4,15}")) {
                        throw unreadable(name);
                    }
                    yield Blocks.address(AddressKind.PHONE, what);
                }
                case "email" -> {
                    if (!what.matches("[^@\\s/]{1,64}@[^@\\s/]{1,255}")) {
                        throw unreadable(name);
                    }
                    yield Blocks.address(AddressKind.EMAIL, what);
                }
                default -> throw unreadable(name);
            };
        } catch (IllegalArgumentException noId) {
            throw Said.failure(noId.getMessage() + " Nothing was blocked.");
        }
    }

    private TeamId team(String name) throws CommandException {
        TeamId id = new TeamId(name);
        if (teams.find(id).isEmpty()) {
            List<String> known =
                    teams.all().stream().map(each -> each.id().value()).sorted().toList();
            throw Said.failure("There is no team '" + name + "'; nothing was blocked. There are: "
                    + String.join(", ", known) + ".");
        }
        return id;
    }

    private SequenceId sequence(String name) throws CommandException {
        SequenceId id = new SequenceId(name);
        if (sequences.find(id).isEmpty()) {
            List<String> known = sequences.all().stream()
                    .map(each -> each.id().value())
                    .sorted()
                    .toList();
            throw Said.failure("There is no sequence '" + name + "'; nothing was blocked. There are: "
                    + String.join(", ", known) + ".");
        }
        return id;
    }

    private static CommandException unreadable(String name) {
        return Said.failure("'" + name + "' is no name of a block; nothing was blocked. Write all, team:NAME,"
                + " sequence:TEAM/SEQUENCE, phone:+12025550143, or email:ann@example.com.");
    }
}
