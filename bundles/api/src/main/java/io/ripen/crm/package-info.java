/**
 * The CRM as the plugin sees it: contacts, tags, and the local projection that every lead is read from.
 */
@Export
@Version("0.1.0")
@NullMarked
package io.ripen.crm;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
