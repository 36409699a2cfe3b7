package io.ripen.crm;

import io.ripen.team.TeamId;
import java.util.List;

/** What was said about a contact cannot be kept. Nothing was written. Names every field that is wrong, with the cure. */
public class InvalidContactException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /**
     * One thing that is wrong.
     *
     * @param field the name in the REST contract, such as {@code address.country}
     * @param message a sentence that says what is wrong and what would be right
     */
    public record Problem(String field, String message) {}

    private final transient List<Problem> problems;

    public InvalidContactException(List<Problem> problems) {
        super(problems.stream()
                .map(p -> p.field() + ": " + p.message())
                .collect(java.util.stream.Collectors.joining(" ")));
        this.problems = List.copyOf(problems);
    }

    /** The contact's team does not exist, or not for who asks. */
    public static InvalidContactException noSuchTeam(TeamId team) {
        return new InvalidContactException(List.of(
                new Problem("team", "There is no team '" + team + "': create it, or leave team out for 'default'.")));
    }

    public List<Problem> problems() {
        return problems;
    }
}
