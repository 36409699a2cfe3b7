/** The demo: plays three months of leads on a fast clock and judges what each of them got. Uses the contract only. */
@NullMarked
package io.ripen.demo.internal;

import org.jspecify.annotations.NullMarked;
