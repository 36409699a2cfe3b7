package io.ripen.rest.internal;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.ripen.access.Accounts;
import io.ripen.access.ApiTokens;
import io.ripen.access.ExternalIdentities;
import io.ripen.access.WebSessions;
import io.ripen.audit.Audit;
import io.ripen.conversation.Conversations;
import io.ripen.crm.ContactImport;
import io.ripen.crm.Contacts;
import io.ripen.crm.Leads;
import io.ripen.crm.Projection;
import io.ripen.delivery.Messages;
import io.ripen.event.EventListeners;
import io.ripen.event.EventLog;
import io.ripen.event.Events;
import io.ripen.mail.Inbound;
import io.ripen.mail.MailReader;
import io.ripen.message.Drafts;
import io.ripen.message.Lint;
import io.ripen.message.TemplateOverrides;
import io.ripen.policy.Backlogs;
import io.ripen.policy.Blocks;
import io.ripen.policy.Consents;
import io.ripen.policy.OptOutLists;
import io.ripen.policy.OptOuts;
import io.ripen.policy.Policy;
import io.ripen.policy.ReplyReader;
import io.ripen.policy.SendingWindows;
import io.ripen.policy.Suppressions;
import io.ripen.privacy.Erasure;
import io.ripen.privacy.PersonExport;
import io.ripen.report.Reports;
import io.ripen.rest.internal.http.BodyLimitFilter;
import io.ripen.rest.internal.http.CrossSiteFilter;
import io.ripen.rest.internal.http.ErrorAnswers;
import io.ripen.rest.internal.http.KnownQueryFilter;
import io.ripen.rest.internal.http.Needed;
import io.ripen.rest.internal.http.NoStoreFilter;
import io.ripen.rest.internal.http.WebErrorAnswers;
import io.ripen.rest.internal.json.JsonBodies;
import io.ripen.rest.internal.json.JsonFormat;
import io.ripen.rest.internal.login.Attempts;
import io.ripen.rest.internal.login.Callers;
import io.ripen.rest.internal.login.FailureLog;
import io.ripen.rest.internal.login.LoginFilter;
import io.ripen.rest.internal.login.RoleFilter;
import io.ripen.rest.internal.login.SessionSignIn;
import io.ripen.rest.internal.resource.AccountSessionsResource;
import io.ripen.rest.internal.resource.AccountsResource;
import io.ripen.rest.internal.resource.AuditResource;
import io.ripen.rest.internal.resource.BlocksResource;
import io.ripen.rest.internal.resource.ConsentResource;
import io.ripen.rest.internal.resource.ContactMessagesResource;
import io.ripen.rest.internal.resource.ContactsResource;
import io.ripen.rest.internal.resource.ConversationResource;
import io.ripen.rest.internal.resource.DraftsResource;
import io.ripen.rest.internal.resource.EnrollmentsResource;
import io.ripen.rest.internal.resource.ErasureResource;
import io.ripen.rest.internal.resource.EventsResource;
import io.ripen.rest.internal.resource.HealthResource;
import io.ripen.rest.internal.resource.IdentitiesResource;
import io.ripen.rest.internal.resource.ImportResource;
import io.ripen.rest.internal.resource.InboundResource;
import io.ripen.rest.internal.resource.KnownNames;
import io.ripen.rest.internal.resource.LintToolResource;
import io.ripen.rest.internal.resource.ListenersResource;
import io.ripen.rest.internal.resource.MailToolResource;
import io.ripen.rest.internal.resource.MeResource;
import io.ripen.rest.internal.resource.MessagesResource;
import io.ripen.rest.internal.resource.MyIdentitiesResource;
import io.ripen.rest.internal.resource.MySessionsResource;
import io.ripen.rest.internal.resource.OpenApiResource;
import io.ripen.rest.internal.resource.OptOutsResource;
import io.ripen.rest.internal.resource.PersonExportResource;
import io.ripen.rest.internal.resource.ReplyToolResource;
import io.ripen.rest.internal.resource.ReportsResource;
import io.ripen.rest.internal.resource.SandboxResource;
import io.ripen.rest.internal.resource.SequenceEnrollmentsResource;
import io.ripen.rest.internal.resource.SequenceLintResource;
import io.ripen.rest.internal.resource.SequencesResource;
import io.ripen.rest.internal.resource.SessionResource;
import io.ripen.rest.internal.resource.SmsToolResource;
import io.ripen.rest.internal.resource.SuppressionsResource;
import io.ripen.rest.internal.resource.TagsResource;
import io.ripen.rest.internal.resource.TasksResource;
import io.ripen.rest.internal.resource.TeamSequencesResource;
import io.ripen.rest.internal.resource.TeamTemplatesResource;
import io.ripen.rest.internal.resource.TeamsResource;
import io.ripen.rest.internal.resource.TimelineResource;
import io.ripen.rest.internal.resource.TokensResource;
import io.ripen.rest.internal.resource.ToolsResource;
import io.ripen.rest.internal.resource.TriggersResource;
import io.ripen.rest.internal.resource.Whom;
import io.ripen.rest.internal.resource.WindowToolResource;
import io.ripen.sandbox.Sandbox;
import io.ripen.sequence.Enrollments;
import io.ripen.sequence.Sequences;
import io.ripen.task.Tasks;
import io.ripen.team.Teams;
import io.ripen.time.RipenClock;
import io.ripen.timeline.Timeline;
import io.ripen.transaction.Transactions;
import io.ripen.trigger.Trigger;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Puts the calls together with what they need. */
final class Resources {
    private Resources() {}

    /** What stands behind the calls. */
    record Behind(
            Needed<Contacts> contacts,
            Needed<ContactImport> imports,
            Needed<Leads> leads,
            Needed<Projection> projection,
            Needed<Transactions> transactions,
            Needed<Events> events,
            Needed<EventLog> eventLog,
            Needed<EventListeners> listeners,
            Needed<Timeline> timeline,
            Needed<Sequences> sequences,
            Needed<Enrollments> enrollments,
            Needed<Messages> messages,
            Needed<Tasks> tasks,
            Needed<Conversations> conversations,
            Needed<Reports> reports,
            Needed<Teams> teams,
            Needed<RipenClock> clock,
            Needed<MailReader> mail,
            Needed<SendingWindows> windows,
            Needed<Inbound> inbound,
            Needed<TemplateOverrides> overrides,
            Needed<Drafts> drafts,
            Needed<Lint> lint,
            Needed<ReplyReader> replies,
            Needed<Consents> consents,
            Needed<OptOuts> optOuts,
            Needed<Suppressions> suppressions,
            Needed<OptOutLists> optOutLists,
            Needed<Blocks> blocks,
            Needed<Backlogs> backlogs,
            Needed<Accounts> accounts,
            Needed<ApiTokens> tokens,
            Needed<Audit> audit,
            Needed<Erasure> erasure,
            Needed<PersonExport> export,
            Needed<WebSessions> webSessions,
            Needed<ExternalIdentities> identities,
            Supplier<Set<String>> channels,
            Supplier<List<Policy>> policies,
            Supplier<List<Trigger>> triggers,
            Supplier<Optional<Sandbox>> sandbox,
            Supplier<List<HealthResource.Check>> health) {}

    static Set<Object> singletons(Behind behind, Callers callers, FailureLog failures, LongSupplier nanoTime) {
        ObjectMapper mapper = JsonFormat.mapper();
        JsonBodies json = new JsonBodies(mapper);
        ErrorAnswers errors = new ErrorAnswers(mapper);
        KnownNames known = new KnownNames(behind.teams(), behind.sequences(), behind.channels());
        Set<Object> all = new LinkedHashSet<>();
        Attempts attempts = new Attempts(callers, failures, nanoTime);
        all.add(new LoginFilter(attempts));
        all.add(new RoleFilter());
        all.add(new CrossSiteFilter());
        all.add(new BodyLimitFilter());
        all.add(new KnownQueryFilter());
        all.add(new NoStoreFilter());
        all.add(json);
        all.add(errors);
        all.add(new WebErrorAnswers(errors));
        all.add(new ContactsResource(behind.contacts(), behind.leads(), json));
        all.add(new ImportResource(behind.imports(), known));
        all.add(new TagsResource(behind.contacts()));
        all.add(new SessionResource(new SessionSignIn(attempts, behind.webSessions()), behind.webSessions()));
        all.add(new MeResource());
        all.add(new MySessionsResource(behind.webSessions()));
        all.add(new AccountSessionsResource(behind.accounts(), behind.webSessions()));
        all.add(new IdentitiesResource(behind.accounts(), behind.identities()));
        all.add(new MyIdentitiesResource(behind.identities()));
        all.add(new AccountsResource(behind.accounts()));
        all.add(new TokensResource(behind.tokens()));
        all.add(new AuditResource(behind.audit()));
        all.add(new ErasureResource(behind.erasure()));
        all.add(new PersonExportResource(behind.export()));
        all.add(new TimelineResource(behind.timeline()));
        all.add(new EventsResource(
                behind.events(),
                behind.eventLog(),
                new Whom(behind.projection(), behind.transactions(), behind.leads()),
                known,
                behind.clock()));
        all.add(new ListenersResource(behind.listeners()));
        all.add(new SequencesResource(behind.sequences()));
        all.add(new TeamsResource(behind.teams(), behind.policies()));
        all.add(new BlocksResource(behind.blocks(), behind.backlogs(), behind.transactions(), known));
        all.add(new TeamSequencesResource(behind.sequences(), known));
        all.add(new SequenceEnrollmentsResource(behind.sequences(), behind.contacts(), behind.enrollments()));
        all.add(new EnrollmentsResource(behind.enrollments()));
        all.add(new MessagesResource(behind.messages()));
        all.add(new TasksResource(behind.tasks()));
        all.add(new ConversationResource(behind.conversations()));
        all.add(new ContactMessagesResource(behind.conversations(), behind.messages()));
        all.add(new ReportsResource(behind.reports()));
        all.add(new SandboxResource(behind.sandbox()));
        all.add(new HealthResource(behind.health()));
        all.add(new TriggersResource(behind.triggers()));
        all.add(new ToolsResource(behind.sequences(), behind.lint()));
        all.add(new MailToolResource(behind.mail()));
        all.add(new WindowToolResource(behind.windows(), known, behind.clock()));
        all.add(new InboundResource(behind.inbound()));
        all.add(new SmsToolResource());
        all.add(new LintToolResource(behind.sequences(), behind.lint()));
        all.add(new SequenceLintResource(behind.sequences(), behind.lint()));
        all.add(new TeamTemplatesResource(behind.teams(), behind.sequences(), behind.overrides()));
        all.add(new DraftsResource(behind.drafts()));
        all.add(new ReplyToolResource(behind.replies()));
        all.add(new ConsentResource(behind.consents(), behind.optOuts()));
        all.add(new OptOutsResource(behind.optOutLists(), known));
        all.add(new SuppressionsResource(behind.suppressions()));
        all.add(new OpenApiResource());
        return all;
    }
}
