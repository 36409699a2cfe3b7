/** The addresses under {@code /t/}: pixel, click, unsubscribing, page views, forms. */
@NullMarked
package io.ripen.tracking.internal;

import org.jspecify.annotations.NullMarked;
