/** What of the configuration could not be read: misspelt keys and files, and components that did not start with it. */
@NullMarked
package io.ripen.health.internal.settings;

import org.jspecify.annotations.NullMarked;
