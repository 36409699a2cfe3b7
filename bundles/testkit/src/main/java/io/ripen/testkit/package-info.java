/**
 * Tests of sequences and extensions, without Karaf: {@link io.ripen.testkit.SequenceTester} plays a sequence over months
 * of virtual time in milliseconds, on the same engine that runs in production; the {@code …Contract} classes say what
 * every channel, policy, step and trigger must hold.
 */
@NullMarked
package io.ripen.testkit;

import org.jspecify.annotations.NullMarked;
