package io.ripen.policy.consent.internal;

import io.ripen.channel.AddressKind;
import io.ripen.crm.Consent;
import io.ripen.policy.ConsentRecord;
import io.ripen.policy.ConsentRecord.State;
import io.ripen.policy.Consents;
import io.ripen.policy.Decision;
import io.ripen.policy.Policy;
import io.ripen.policy.PolicyType;
import io.ripen.policy.Send;
import io.ripen.policy.SendPath;
import io.ripen.transaction.UnitOfWork;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/**
 * Denies texts to a contact with {@code consent.sms = false}, and mail with {@code consent.email = false}; for channels that
 * require consent also to those of whom none is recorded. Asks the database only for these channels, one statement for each
 * of them in a batch. What the lead itself asked for (a confirmation, HELP) and trials to one's own address pass.
 */
@Component(configurationPid = ConsentPolicyConfig.PID)
@Designate(ocd = ConsentPolicyConfig.class)
@PolicyType("consent")
public final class ConsentPolicy implements Policy {
    private final Consents consents;
    private final Set<String> required;

    /** Of one channel the records are asked by the kind of its addresses. */
    private record Asked(AddressKind kind, String channel) {}

    @Activate
    public ConsentPolicy(@Reference Consents consents, ConsentPolicyConfig config) {
        this(
                consents,
                Arrays.stream(config.require_consent())
                        .map(String::strip)
                        .filter(channel -> !channel.isEmpty())
                        .collect(Collectors.toUnmodifiableSet()));
    }

    private ConsentPolicy(Consents consents, Set<String> required) {
        this.consents = consents;
        this.required = required;
    }

    /** Without OSGi. */
    public static ConsentPolicy requiring(Consents consents, Set<String> channels) {
        return new ConsentPolicy(consents, channels);
    }

    @Override
    public List<Decision> decide(List<Send> sends, UnitOfWork work) {
        Map<Asked, Map<String, ConsentRecord>> known = known(sends, work);
        List<Decision> decisions = new ArrayList<>(sends.size());
        for (Send send : sends) {
            decisions.add(decide(send, known));
        }
        return decisions;
    }

    private Map<Asked, Map<String, ConsentRecord>> known(List<Send> sends, UnitOfWork work) {
        Map<Asked, Set<String>> asked = new HashMap<>();
        for (Send send : sends) {
            if (matters(send) && required.contains(send.channel()) && said(send) == null) {
                asked.computeIfAbsent(new Asked(send.addressKind(), send.channel()), a -> new HashSet<>())
                        .add(send.address());
            }
        }
        Map<Asked, Map<String, ConsentRecord>> known = new HashMap<>();
        asked.forEach((of, addresses) -> known.put(of, consents.newest(work, of.kind(), of.channel(), addresses)));
        return known;
    }

    private Decision decide(Send send, Map<Asked, Map<String, ConsentRecord>> known) {
        Boolean said = said(send);
        if (!matters(send) || Boolean.TRUE.equals(said)) {
            return Decision.ALLOW;
        }
        String field = send.addressKind() == AddressKind.PHONE ? "consent.sms" : "consent.email";
        if (said != null) {
            return new Decision.Deny("The lead does not want " + send.channel() + " (the contact has " + field
                    + " = false). Change the contact when the lead agrees.");
        }
        if (!required.contains(send.channel())) {
            return Decision.ALLOW;
        }
        ConsentRecord record = known.getOrDefault(new Asked(send.addressKind(), send.channel()), Map.of())
                .get(send.address());
        if (record != null && record.state() == State.IN) {
            return Decision.ALLOW;
        }
        return new Decision.Deny(
                record == null
                        ? "There is no record that " + send.address() + " agreed to " + send.channel()
                                + ", and that is required. Set the contact's " + field + " when the lead agrees."
                        : "The lead withdrew the consent to " + send.channel() + " for " + send.address() + " at "
                                + record.at() + " (" + record.source() + "), and consent is required.");
    }

    private static boolean matters(Send send) {
        return send.addressKind() != AddressKind.NONE && send.path() != SendPath.NOTICE && send.path() != SendPath.TEST;
    }

    /** What the contact itself says; null for nothing. */
    private static @Nullable Boolean said(Send send) {
        Consent consent = send.contact().consent();
        return send.addressKind() == AddressKind.PHONE ? consent.sms() : consent.email();
    }
}
