/**
 * Who changed what, from what to what: the audit log. It is only added to, and each entry carries a hash over itself and the entry
 * before, so an entry that is changed or taken out later is found.
 */
@Export
@Version("0.1.0")
@NullMarked
package io.ripen.audit;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
