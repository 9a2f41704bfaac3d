/// From the formats of the older kspec to today's: parsed documents in, new documents and a full account of every
/// field out. Pure. Start at [io.kspec.core.migration.Migration].
@NullMarked
package io.kspec.core.migration;

import org.jspecify.annotations.NullMarked;
