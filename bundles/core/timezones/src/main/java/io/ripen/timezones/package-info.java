/**
 * The rules of the world's time zones, from a data file that an admin can replace. Countries change them several times a
 * year, often with a few weeks' notice; a JDK brings those of the day when it was built.
 */
@NullMarked
package io.ripen.timezones;

import org.jspecify.annotations.NullMarked;
