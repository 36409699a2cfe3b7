package io.ripen.rest.internal;

import io.ripen.access.Actor;
import io.ripen.channel.AddressKind;
import io.ripen.crm.ContactId;
import io.ripen.policy.Blocks.Block;
import io.ripen.policy.ConsentRecord;
import io.ripen.policy.ConsentRecord.State;
import io.ripen.policy.Consents;
import io.ripen.policy.OptOuts;
import io.ripen.policy.ReplyReader;
import io.ripen.policy.ReplyReading;
import io.ripen.policy.ReplyReading.Decision;
import io.ripen.policy.Suppressions.Suppression;
import io.ripen.team.TeamId;
import io.ripen.transaction.UnitOfWork;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Contact 1001 once wrote STOP, and is held; a text is STOP or nothing. */
final class Optings implements Consents, OptOuts, ReplyReader {
    final List<String> decided = new ArrayList<>();
    final List<ConsentRecord> kept = new ArrayList<>();

    @Override
    public ReplyReading read(String text) {
        return text.equals("STOP")
                ? new ReplyReading(Decision.OPT_OUT, "The keyword 'stop'.", "stop")
                : new ReplyReading(Decision.NONE, "Nothing.", "");
    }

    @Override
    public Optional<Standing> standing(Actor by, ContactId contact) {
        return contact.value() == 1001
                ? Optional.of(new Standing(
                        List.of(new Suppression(AddressKind.PHONE, "+14155550100", "STOP", Crm.NOW)),
                        List.of(new Block("email:ann@acme.example", "Perhaps.", "consent", Crm.NOW))))
                : Optional.empty();
    }

    @Override
    public Optional<Standing> decide(Actor by, ContactId contact, Choice choice, @Nullable String note) {
        decided.add(contact + " " + choice + " " + note + " " + by.name());
        return standing(by, contact);
    }

    @Override
    public void keep(UnitOfWork work, List<ConsentRecord> records) {
        kept.addAll(records);
    }

    @Override
    public Map<String, ConsentRecord> newest(
            UnitOfWork work, AddressKind kind, String channel, Collection<String> addresses) {
        return addresses.contains("+14155550100") && channel.equals("sms")
                ? Map.of("+14155550100", record(new ContactId(1001)))
                : Map.of();
    }

    @Override
    public List<ConsentRecord> of(Actor by, ContactId contact) {
        return List.of(record(contact));
    }

    private static ConsentRecord record(ContactId contact) {
        return new ConsentRecord(
                AddressKind.PHONE,
                "+14155550100",
                "sms",
                State.OUT,
                "sms",
                "STOP",
                Crm.NOW,
                contact,
                TeamId.DEFAULT,
                null);
    }
}
