package io.ripen.policy;

import io.ripen.access.Actor;
import io.ripen.team.TeamId;
import java.io.IOException;
import java.io.Reader;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Takes addresses that must not be written to as another system lists them. Each row counts by itself: a bad one is refused and
 * the others are kept. Nobody becomes a contact and no sequence begins; sequences that end on an opt-out end. An OSGi service;
 * thread-safe; transactions of its own.
 */
@ProviderType
public interface OptOutLists {

    /** What it means that an address is in the list. */
    enum Meaning {
        /** Its owner wants no more messages. */
        OPT_OUT,
        /** It cannot be reached, and will not be. */
        BOUNCE,
        /** Its owner called a message spam; an opt-out as well. */
        COMPLAINT
    }

    /**
     * How to read a list.
     *
     * @param source where it comes from, in a few words, such as {@code Mailchimp 2024}
     * @param meaning of the rows that do not say it themselves
     * @param phones whether the numbers count where a row has both a number and a mail address
     */
    record Options(TeamId team, String source, Meaning meaning, boolean phones) {}

    /**
     * One address, as it is given; one of the two is there.
     *
     * @param line which row it is, from 1
     * @param reason what the list says about it, in words
     */
    record Row(
            long line,
            @Nullable String email,
            @Nullable String phone,
            @Nullable String reason) {}

    /** What became of a row. */
    enum State {
        /** Nothing more goes to the address from now on. */
        SUPPRESSED,
        /** The same, and nothing went to it before. */
        KNOWN,
        /** The row itself says that it is no opt-out. */
        LEFT_OUT,
        /** There is no address in it that could be kept. */
        REFUSED
    }

    /**
     * What became of a row.
     *
     * @param reason why it was refused or left out; else null
     */
    record Answer(
            long line,
            @Nullable String address,
            State state,
            @Nullable String reason) {}

    /**
     * Keeps rows; one answer for each, in order.
     *
     * @param by a manager of the team
     * @throws io.ripen.access.RefusedException when who asks is none
     */
    List<Answer> keep(Actor by, List<Row> rows, Options options);

    /**
     * Reads a CSV file, as a provider of mail exports it or a plain list with an address in each line, and keeps its rows. The
     * columns are known by the names that providers give them.
     *
     * @param by a manager of the team
     * @throws io.ripen.access.RefusedException when who asks is none
     * @throws io.ripen.crm.InvalidContactException when the first line names no column of addresses; nothing was kept
     */
    List<Answer> read(Actor by, Reader csv, Options options) throws IOException;
}
