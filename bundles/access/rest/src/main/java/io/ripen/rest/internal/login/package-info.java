/** Who may call. */
@NullMarked
package io.ripen.rest.internal.login;

import org.jspecify.annotations.NullMarked;
