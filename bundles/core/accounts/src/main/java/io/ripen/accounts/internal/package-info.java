/** Who may sign in: accounts, passwords, and the keys of programs. */
@NullMarked
package io.ripen.accounts.internal;

import org.jspecify.annotations.NullMarked;
