/// Fingerprints of bytes and texts. Pure. Start at [io.kspec.core.digest.Sha256].
@NullMarked
package io.kspec.core.digest;

import org.jspecify.annotations.NullMarked;
