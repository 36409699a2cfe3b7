/** Triggers on what a lead does on our pages and with our mails. */
@NullMarked
package io.ripen.trigger.web.internal;

import org.jspecify.annotations.NullMarked;
