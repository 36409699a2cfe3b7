/** The sandbox: Twilio's REST API and an SMTP server on loopback. Works without OSGi as well. */
@NullMarked
package io.ripen.sandbox.internal;

import org.jspecify.annotations.NullMarked;
