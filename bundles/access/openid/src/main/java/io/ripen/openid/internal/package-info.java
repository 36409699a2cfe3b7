/** Signing in by an OpenID provider. */
@NullMarked
package io.ripen.openid.internal;

import org.jspecify.annotations.NullMarked;
