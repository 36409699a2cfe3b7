/** E-mail by SMTP, through the plumbing route {@code direct:email-out}, over connections that are kept open. */
@NullMarked
package io.ripen.channel.email.internal;

import org.jspecify.annotations.NullMarked;
