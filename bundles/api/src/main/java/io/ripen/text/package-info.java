/**
 * What people write, compared as people read it: {@link io.ripen.text.WrittenText} finds whole words in any language,
 * {@link io.ripen.text.WordPattern} compares with words and {@code *}, {@link io.ripen.text.PhoneReaction} knows a thumb,
 * {@link io.ripen.text.NearestName} finds the name that was meant,
 * {@link io.ripen.text.ValueText} turns values into words.
 */
@Export
@Version("0.2.0")
@NullMarked
package io.ripen.text;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
