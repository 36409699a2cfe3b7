/** What teams say in their own words: overridden templates, opt-out lines, footers. */
@NullMarked
package io.ripen.delivery.internal.wording;

import org.jspecify.annotations.NullMarked;
