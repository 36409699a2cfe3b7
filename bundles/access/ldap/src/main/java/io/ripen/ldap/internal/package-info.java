/** A directory that people sign in by. */
@NullMarked
package io.ripen.ldap.internal;

import org.jspecify.annotations.NullMarked;
