package io.ripen.health.internal.versions;

import org.osgi.framework.Version;

/**
 * A bundle as it is now.
 *
 * @param name symbolic name
 * @param active whether it runs or is just starting
 * @param wanted whether it is to run: nobody stopped it
 * @param superseded whether it was stopped here since a newer one serves
 */
record Installed(long id, String name, Version version, boolean active, boolean wanted, boolean superseded) {}
