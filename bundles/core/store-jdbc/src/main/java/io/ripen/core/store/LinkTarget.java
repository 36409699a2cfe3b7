package io.ripen.core.store;

/**
 * Where a tracked link leads.
 *
 * @param name as the template names it; the name that conditions ask for
 * @param url absolute http or https address
 */
public record LinkTarget(String name, String url) {}
