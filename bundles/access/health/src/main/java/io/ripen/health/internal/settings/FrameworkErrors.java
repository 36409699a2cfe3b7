package io.ripen.health.internal.settings;

import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.FrameworkListener;
import org.osgi.framework.ServiceException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs what the framework reports as an error, in one line. That a service could not be made is left out: its component failed,
 * which {@link ConfigurationHealth} tells once and with the reason, while the framework reports it for each caller. The
 * container's own log of these events is switched off in {@code org.ops4j.pax.logging.cfg}.
 */
@Component(immediate = true)
public final class FrameworkErrors implements FrameworkListener {
    private static final Logger LOG = LoggerFactory.getLogger(FrameworkErrors.class);

    private final BundleContext context;

    @Activate
    public FrameworkErrors(BundleContext context) {
        this.context = context;
        context.addFrameworkListener(this);
    }

    @Deactivate
    public void deactivate() {
        context.removeFrameworkListener(this);
    }

    @Override
    public void frameworkEvent(FrameworkEvent event) {
        if (event.getType() == FrameworkEvent.ERROR && !(event.getThrowable() instanceof ServiceException)) {
            LOG.error("The framework reports of {}: {}", event.getBundle(), String.valueOf(event.getThrowable()));
        }
    }
}
