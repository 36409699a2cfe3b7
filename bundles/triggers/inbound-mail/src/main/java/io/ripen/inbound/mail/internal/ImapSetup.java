package io.ripen.inbound.mail.internal;

import io.ripen.mail.MailIntake;
import io.ripen.policy.Blocks;
import io.ripen.transaction.StoreUnavailableException;
import io.ripen.transaction.Transactions;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.Component;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Offers the Camel components of the intake for the mailbox that is configured. They are registered by hand, since a
 * component's service would carry the password as a property that every bundle can read; and anew when the configuration
 * changes, upon which the plumbing builds its route anew.
 */
@org.osgi.service.component.annotations.Component(
        service = {},
        immediate = true,
        configurationPid = "io.ripen.inbound.mail",
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = ImapConfig.class)
public final class ImapSetup {
    private static final Logger LOG = LoggerFactory.getLogger(ImapSetup.class);

    private final List<ServiceRegistration<Component>> registrations = new ArrayList<>();
    private final AtomicReference<@Nullable MailIntake> intake = new AtomicReference<>();
    private final AtomicReference<@Nullable Blocks> blocks = new AtomicReference<>();
    private final AtomicReference<@Nullable Transactions> transactions = new AtomicReference<>();

    @Activate
    public ImapSetup(BundleContext bundle, ImapConfig config) {
        ImapSettings settings = ImapSettings.of(config);
        LOG.info(
                "Mail is fetched from {}.",
                settings.target() == null ? "nowhere: no mailbox is set" : settings.target());
        register(bundle, MailInComponent.SCHEME, new MailInComponent(intake::get));
        register(bundle, ImapCamelComponent.SCHEME, new ImapCamelComponent(settings, this::held));
    }

    private void register(BundleContext bundle, String scheme, Component component) {
        registrations.add(
                bundle.registerService(Component.class, component, new Hashtable<>(Map.of("service.pid", scheme))));
    }

    /** Dynamic, so that the route stands while the database is away: its mails stay unread until then. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindIntake(MailIntake present) {
        intake.set(present);
    }

    void unbindIntake(MailIntake gone) {
        intake.compareAndSet(gone, null);
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindBlocks(Blocks present) {
        blocks.set(present);
    }

    void unbindBlocks(Blocks gone) {
        blocks.compareAndSet(gone, null);
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindTransactions(Transactions present) {
        transactions.set(present);
    }

    void unbindTransactions(Transactions gone) {
        transactions.compareAndSet(gone, null);
    }

    /** Also while it cannot be asked: a mail that stays unread comes again, one that is marked does not. */
    private boolean held() {
        Blocks asked = blocks.get();
        Transactions database = transactions.get();
        if (asked == null || database == null) {
            return true;
        }
        try {
            return database.call(work -> asked.among(work, List.of(Blocks.HOLD)))
                    .containsKey(Blocks.HOLD);
        } catch (StoreUnavailableException away) {
            return true;
        }
    }

    @Deactivate
    void stop() {
        registrations.forEach(ServiceRegistration::unregister);
    }
}
