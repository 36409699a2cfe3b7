package io.ripen.conversation.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ripen.core.store.IdKind;
import io.ripen.core.store.NotificationRow;
import io.ripen.core.store.Stores;
import io.ripen.crm.Contact;
import io.ripen.net.OutboundTargets;
import io.ripen.task.Task;
import io.ripen.task.TaskId;
import io.ripen.transaction.UnitOfWork;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/**
 * Tells people that a lead wrote, and that sending was paused. What is to be told is written in the transaction of what it
 * tells of; {@link NoticeDelivery} tells it. Thread-safe.
 */
@Component(service = Notices.class, configurationPid = ConversationConfig.PID)
@Designate(ocd = ConversationConfig.class)
public final class Notices {
    static final String EMAIL = "email";
    static final String WEBHOOK = "webhook";
    private static final int LONGEST_TEXT = 5_000;

    private final Stores stores;
    private final NoticeDelivery delivery;
    private final Webhooks webhooks;
    private final boolean mailOwner;
    private final String alarmMail;
    private final String publicUrl;
    private final ObjectMapper json = new ObjectMapper();
    private final Pulse pulse;

    @Activate
    public Notices(@Reference Stores stores, @Reference OwnerMail mail, ConversationConfig config) {
        this(
                stores,
                mail,
                new Webhooks(
                        config.webhooks(),
                        config.webhookSecret(),
                        OutboundTargets.allowing(Arrays.asList(
                                String.join(",", config.webhookTargets()).split(",")))),
                config);
        pulse.start();
    }

    private Notices(Stores stores, OwnerMail mail, Webhooks webhooks, ConversationConfig config) {
        this(
                stores,
                NoticeDelivery.threaded(stores, mail, webhooks),
                webhooks,
                config.mailOwner(),
                config.alarmMail(),
                config.publicUrl());
    }

    Notices(
            Stores stores,
            NoticeDelivery delivery,
            Webhooks webhooks,
            boolean mailOwner,
            String alarmMail,
            String publicUrl) {
        this.stores = stores;
        this.delivery = delivery;
        this.webhooks = webhooks;
        this.mailOwner = mailOwner;
        this.alarmMail = alarmMail.strip();
        this.publicUrl = publicUrl.strip().replaceAll("/+$", "");
        this.pulse = new Pulse("ripen-notices", this::tell);
        delivery.whenRoom(pulse::wake);
    }

    @Deactivate
    public void stop() {
        pulse.close();
        delivery.close();
        webhooks.close();
    }

    /** Writes down whom to tell; told after the commit. */
    void leadWrote(
            UnitOfWork work,
            Contact contact,
            String channel,
            @Nullable String subject,
            @Nullable String text,
            TaskId task) {
        String said = shortened(text == null ? "" : text);
        boolean some = false;
        if (mailOwner) {
            String owner = People.ownerAddress(contact).orElse(null);
            if (owner != null) {
                add(work, contact, EMAIL, owner, title(contact, channel), letter(contact, channel, subject, said));
                some = true;
            }
        }
        String url = webhooks.of(contact.team());
        if (url != null) {
            add(work, contact, WEBHOOK, url, null, body(contact, channel, subject, said, task));
            some = true;
        }
        if (some) {
            work.afterCommit(pulse::wake);
        }
    }

    /** Writes down whom to tell that sending was paused: whoever is named for it, else the owner of the lead it was seen at. */
    void paused(UnitOfWork work, Task alarm) {
        Contact contact = stores.contacts().find(work, alarm.contact()).orElse(null);
        if (contact == null) {
            return;
        }
        String why = alarm.script() == null ? "" : alarm.script();
        String whom = alarmMail.isEmpty() ? People.ownerAddress(contact).orElse("") : alarmMail;
        if (!whom.isEmpty()) {
            add(
                    work,
                    contact,
                    EMAIL,
                    whom,
                    alarm.title(),
                    alarm.title() + ".\n\n" + why + "\n\n" + link("All that is paused", "/api/v1/blocks"));
        }
        String url = webhooks.of(contact.team());
        if (url != null) {
            Map<String, Object> body = new LinkedHashMap<>();
            body.put("type", "sending.paused");
            body.put("team", contact.team().value());
            put(
                    body,
                    "sequence",
                    alarm.sequence() == null ? null : alarm.sequence().value());
            body.put("title", alarm.title());
            body.put("text", why);
            body.put("taskId", alarm.id().toString());
            body.put("at", alarm.createdAt().toString());
            add(work, contact, WEBHOOK, url, null, written(body));
        }
        work.afterCommit(pulse::wake);
    }

    private String link(String what, String path) {
        return publicUrl.isEmpty() ? "" : what + ": " + publicUrl + path + "\n";
    }

    private void add(
            UnitOfWork work, Contact contact, String kind, String target, @Nullable String subject, String body) {
        stores.notifications()
                .insert(
                        work,
                        new NotificationRow(
                                stores.ids().next(work, IdKind.NOTIFICATION),
                                contact.team().value(),
                                contact.id().value(),
                                kind,
                                target,
                                subject,
                                body,
                                0,
                                stores.clock().machine().instant(),
                                null,
                                stores.clock().instant()));
    }

    private static String title(Contact contact, String channel) {
        return People.name(contact) + " replied by " + channel;
    }

    private String letter(Contact contact, String channel, @Nullable String subject, String text) {
        StringBuilder letter = new StringBuilder()
                .append(People.name(contact))
                .append(" replied by ")
                .append(channel)
                .append(" and now waits for you. The sequences that end on a reply have stopped.\n\n");
        if (subject != null) {
            letter.append("Subject: ").append(subject).append("\n\n");
        }
        letter.append(text).append("\n\n");
        if (contact.phone() != null) {
            letter.append("Phone: ").append(contact.phone()).append('\n');
        }
        if (contact.email() != null) {
            letter.append("E-mail: ").append(contact.email()).append('\n');
        }
        letter.append(link("The whole conversation", "/api/v1/contacts/" + contact.id() + "/conversation"));
        return letter.append("\nDo not answer this mail; write to the lead.\n").toString();
    }

    private String body(Contact contact, String channel, @Nullable String subject, String text, TaskId task) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", "lead.replied");
        body.put("team", contact.team().value());
        body.put("contactId", contact.id().toString());
        body.put("name", People.name(contact));
        put(body, "email", contact.email());
        put(body, "phone", contact.phone());
        put(body, "owner", contact.owner());
        body.put("channel", channel);
        put(body, "subject", subject);
        body.put("text", text);
        body.put("taskId", task.toString());
        body.put("at", stores.clock().instant().toString());
        return written(body);
    }

    private String written(Map<String, Object> body) {
        try {
            return json.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A map of texts could not be written as JSON.", e);
        }
    }

    private static void put(Map<String, Object> body, String name, @Nullable String value) {
        if (value != null) {
            body.put(name, value);
        }
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + " …";
    }

    /** One round: tells what is due. */
    void tell() {
        delivery.tell();
    }
}
