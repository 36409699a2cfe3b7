package io.ripen.testkit;

import io.ripen.crm.Company;
import io.ripen.crm.Consent;
import io.ripen.crm.ContactDraft;
import io.ripen.crm.PostalAddress;
import io.ripen.team.TeamId;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A made-up lead, described word by word. Without further words it can be reached both ways: each lead gets a mail address
 * at example.com after its name, and a fiction number of its own.
 *
 * <pre>{@code
 * TestLead ann = lead("Ann").tag("New Lead").source("web-form");
 * }</pre>
 *
 * <p>Mutable until the lead is created; belongs to one test.
 */
public final class TestLead {
    private final String name;
    private @Nullable String email;
    private @Nullable String phone;
    private boolean noEmail;
    private boolean noPhone;
    private @Nullable String lastName;
    private final Set<String> tags = new LinkedHashSet<>();
    private @Nullable String owner;
    private @Nullable String source;
    private @Nullable String stage;
    private @Nullable String timeZone = "America/New_York";
    private @Nullable Integer score;
    private @Nullable PostalAddress address;
    private @Nullable Company company;
    private @Nullable Consent consent;
    private TeamId team = TeamId.DEFAULT;
    private final Map<String, Object> fields = new LinkedHashMap<>();

    private TestLead(String name) {
        this.name = name;
    }

    public static TestLead lead(String firstName) {
        return new TestLead(firstName);
    }

    public TestLead lastName(String value) {
        lastName = value;
        return this;
    }

    public TestLead email(String value) {
        email = value;
        noEmail = false;
        return this;
    }

    public TestLead withoutEmail() {
        noEmail = true;
        return this;
    }

    public TestLead phone(String value) {
        phone = value;
        noPhone = false;
        return this;
    }

    public TestLead withoutPhone() {
        noPhone = true;
        return this;
    }

    public TestLead tag(String... values) {
        tags.addAll(List.of(values));
        return this;
    }

    public TestLead owner(String value) {
        owner = value;
        return this;
    }

    public TestLead source(String value) {
        source = value;
        return this;
    }

    public TestLead stage(String value) {
        stage = value;
        return this;
    }

    public TestLead timeZone(@Nullable String value) {
        timeZone = value;
        return this;
    }

    public TestLead score(int value) {
        score = value;
        return this;
    }

    public TestLead address(PostalAddress value) {
        address = value;
        return this;
    }

    public TestLead company(String companyName, int size, String industry) {
        company = new Company(companyName, size, industry);
        return this;
    }

    public TestLead consent(boolean sms, boolean mail) {
        consent = new Consent(sms, mail);
        return this;
    }

    public TestLead team(String value) {
        team = new TeamId(value);
        return this;
    }

    public TestLead field(String fieldName, Object value) {
        fields.put(fieldName, value);
        return this;
    }

    public String name() {
        return name;
    }

    /**
     * What is told to the CRM.
     *
     * @param number 1 for the first lead of a story; gives each its own fiction number
     */
    ContactDraft draft(int number) {
        if (email == null && !noEmail) {
            email = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", ".") + "@example.com";
        }
        if (phone == null && !noPhone) {
            // 555-0100 to 555-0199 are kept for fiction; further leads get them in other area codes.
            phone = "+1" + (212 + number / 100) + "55501" + String.format(Locale.ROOT, "%02d", number % 100);
        }
        return new ContactDraft(
                team,
                null,
                name,
                lastName,
                noEmail ? null : email,
                noPhone ? null : phone,
                tags,
                owner,
                source,
                stage,
                timeZone,
                score,
                address,
                company,
                consent,
                fields);
    }

    @Override
    public String toString() {
        return name;
    }
}
