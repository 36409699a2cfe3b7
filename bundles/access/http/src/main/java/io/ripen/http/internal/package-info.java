/** Stands before every servlet: odd requests, slow bodies, other sites' pages, and who asks behind a proxy. */
@NullMarked
package io.ripen.http.internal;

import org.jspecify.annotations.NullMarked;
