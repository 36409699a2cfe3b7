/** SMS by Twilio: out through the plumbing route {@code direct:sms-out}, in through {@code direct:sms-in}. */
@NullMarked
package io.ripen.channel.sms.twilio.internal;

import org.jspecify.annotations.NullMarked;
