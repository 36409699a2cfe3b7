/** E-mail through kept-open connections and through a connection per message. */
@NullMarked
package io.ripen.benchmarks.mail;

import org.jspecify.annotations.NullMarked;
