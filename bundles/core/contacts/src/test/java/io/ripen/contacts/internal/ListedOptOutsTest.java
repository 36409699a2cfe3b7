package io.ripen.contacts.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.ripen.access.Actor;
import io.ripen.channel.AddressKind;
import io.ripen.crm.InvalidContactException;
import io.ripen.event.Event;
import io.ripen.policy.OptOutLists.Answer;
import io.ripen.policy.OptOutLists.Meaning;
import io.ripen.policy.OptOutLists.Options;
import io.ripen.policy.OptOutLists.Row;
import io.ripen.policy.OptOutLists.State;
import io.ripen.team.TeamId;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The lists that providers of mail export, under the names that they give their columns. */
class ListedOptOutsTest {
    private static final Options OPTIONS = new Options(TeamId.DEFAULT, "old system", Meaning.OPT_OUT, false);

    private final CrmFixture crm = new CrmFixture();
    private final SuppressionList suppressions = new SuppressionList(crm.stores, new ConsentBook(crm.stores));
    private final ListedOptOuts lists = new ListedOptOuts(crm.stores, crm.teams, suppressions, crm.intake);

    @AfterEach
    void close() {
        crm.close();
    }

    private List<Answer> read(String csv) {
        return read(csv, OPTIONS);
    }

    private List<Answer> read(String csv, Options options) {
        try {
            return lists.read(Actor.part("the test"), new StringReader(csv), options);
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private List<String> told() {
        return crm.intake.received.stream()
                .map(each -> each.type() + " " + each.address())
                .toList();
    }

    private static List<State> states(List<Answer> answers) {
        return answers.stream().map(Answer::state).toList();
    }

    private long statementsFor(int addresses) {
        long before = crm.stores.statistics().statements();
        lists.keep(
                Actor.part("the test"),
                IntStream.range(0, addresses)
                        .mapToObj(i -> new Row(i + 1L, "lead" + i + "@example.com", null, null))
                        .toList(),
                OPTIONS);
        return crm.stores.statistics().statements() - before;
    }

    @Test
    void aBatchIsComparedWithWhatIsKeptInOneStatement() {
        assertThat(statementsFor(100)).isEqualTo(statementsFor(1));
    }

    @Test
    void mailchimp() {
        assertThat(read("""
                "Email Address","First Name","Last Name",MEMBER_RATING,OPTIN_TIME,UNSUB_TIME,UNSUB_CAMPAIGN_TITLE,UNSUB_REASON,LEID
                ann@example.com,Ann,Ott,2,"2024-01-02 10:00:00","2024-03-02 10:00:00","Spring, sale","NORMAL: no longer interested",12
                bob@example.com,Bob,,2,,"2024-03-02 10:00:00",,,13
                """)).extracting(Answer::address).containsExactly("ann@example.com", "bob@example.com");
        assertThat(told()).containsExactly("opt-out ann@example.com", "opt-out bob@example.com");
        Event first = crm.intake.received.get(0);
        assertThat(first.contact()).as("nobody is made or looked for").isNull();
        assertThat(first.data())
                .containsEntry("source", "old system")
                .containsEntry("channel", "email")
                .containsEntry("listed", "NORMAL: no longer interested");
    }

    @Test
    void sendgridBouncesByTheirMeaning() {
        read("""
                status,reason,email,created
                5.1.1,"550 5.1.1 The email account, that you tried",gone@example.com,1443651125
                """, new Options(TeamId.DEFAULT, "SendGrid", Meaning.BOUNCE, false));
        assertThat(told()).containsExactly("email.bounced gone@example.com");
        assertThat(crm.intake.received.get(0).data()).containsEntry("hard", true);
    }

    @Test
    void mailgunNamesTheColumnAddress() {
        read("""
                address,tags,created_at
                ann@example.com,*,"Fri, 21 Oct 2011 11:02:55 GMT"
                """);
        read("""
                address,code,error,created_at
                bob@example.com,550,No such mailbox,"Fri, 21 Oct 2011 11:02:55 GMT"
                """, new Options(TeamId.DEFAULT, "Mailgun", Meaning.BOUNCE, false));
        assertThat(told()).containsExactly("opt-out ann@example.com", "email.bounced bob@example.com");
    }

    @Test
    void hubspotExportsEverybodyWithAColumnThatSaysWhoOptedOut() {
        assertThat(states(read("""
                Record ID,First Name,Email,Phone Number,Unsubscribed from all email
                1,Ann,ann@example.com,+14155550100,TRUE
                2,Bob,bob@example.com,,FALSE
                3,Cid,cid@example.com,,
                """))).containsExactly(State.SUPPRESSED, State.LEFT_OUT, State.LEFT_OUT);
        assertThat(told()).containsExactly("opt-out ann@example.com");
    }

    @Test
    void brevoWithSemicolons() {
        assertThat(states(read("""
                CONTACT ID;EMAIL;SMS;EMAIL_BLOCKLISTED
                1;ann@example.com;14155550100;yes
                2;bob@example.com;;no
                """))).containsExactly(State.SUPPRESSED, State.LEFT_OUT);
    }

    @Test
    void aStatusSaysWhatARowMeans() {
        read("""
                E-Mail,Status
                a@example.com,Subscribed
                b@example.com,Unsubscribed
                c@example.com,Cleaned
                d@example.com,Spam Complaint
                e@example.com,Soft Bounce
                f@example.com,Hard bounce
                """);
        assertThat(told())
                .containsExactly(
                        "opt-out b@example.com",
                        "email.bounced c@example.com",
                        "email.complained d@example.com",
                        "email.bounced f@example.com");
    }

    @Test
    void postmarkSuppressions() {
        read("""
                EmailAddress,SuppressionReason,Origin,CreatedAt
                a@example.com,ManualSuppression,Recipient,2019-12-10T08:58:33-05:00
                b@example.com,HardBounce,Recipient,2019-12-10T08:58:33-05:00
                c@example.com,SpamComplaint,Recipient,2019-12-10T08:58:33-05:00
                """);
        assertThat(told())
                .containsExactly(
                        "opt-out a@example.com", "email.bounced b@example.com", "email.complained c@example.com");
    }

    @Test
    void aPlainListHasAnAddressInEachLine() {
        assertThat(read("ann@example.com\n+1 415 555 0100\n(415) 555-0101\n"))
                .extracting(Answer::address)
                .containsExactly("ann@example.com", "+14155550100", "+14155550101");
        assertThat(told()).contains("opt-out +14155550101");
    }

    @Test
    void numbersCountWhereTheListIsOneOfNumbers() {
        read("email,phone\nann@example.com,+14155550100\n", new Options(TeamId.DEFAULT, "sms", Meaning.OPT_OUT, true));
        assertThat(told()).containsExactly("opt-out +14155550100");
    }

    @Test
    void aBadRowIsRefusedWithItsLineAndTheOthersAreKept() {
        List<Answer> answers = read("""
                email,reason
                ann@example.com,
                not an address,
                ,nobody
                "bob@example.com
                cid@example.com,a,b,c
                dan@example.com,
                """);
        assertThat(told()).contains("opt-out ann@example.com", "opt-out dan@example.com");
        assertThat(answers)
                .filteredOn(each -> each.state() == State.REFUSED)
                .extracting(Answer::line)
                .containsExactly(3L, 4L, 5L, 6L);
        assertThat(answers)
                .filteredOn(each -> each.state() == State.REFUSED)
                .allSatisfy(each -> assertThat(each.reason()).isNotBlank());
    }

    @Test
    void whatWasSuppressedBeforeIsSaidAndCountsAllTheSame() {
        crm.stores
                .transactions()
                .call(work -> suppressions.add(work, AddressKind.EMAIL, "ann@example.com", "It bounced."));
        assertThat(states(lists.keep(
                        Actor.part("the test"),
                        List.of(row(1, "Ann@Example.com"), row(2, "bob@example.com")),
                        OPTIONS)))
                .containsExactly(State.KNOWN, State.SUPPRESSED);
        assertThat(told()).hasSize(2);
    }

    @Test
    void aLongListIsKeptInPieces() {
        List<Answer> answers = lists.keep(
                Actor.part("the test"),
                IntStream.rangeClosed(1, 450)
                        .mapToObj(each -> row(each, "lead" + each + "@example.com"))
                        .toList(),
                OPTIONS);
        assertThat(answers)
                .extracting(Answer::line)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 450).boxed().toList());
        assertThat(crm.intake.received.stream().map(Event::id).distinct()).hasSize(450);
    }

    @Test
    void aFileWithoutAnyAddressIsRefused() {
        assertThatExceptionOfType(InvalidContactException.class).isThrownBy(() -> read("name,city\nAnn,Rome\n"));
        assertThatExceptionOfType(InvalidContactException.class).isThrownBy(() -> read(""));
    }

    private static Row row(long line, @Nullable String email) {
        return new Row(line, email, null, null);
    }
}
