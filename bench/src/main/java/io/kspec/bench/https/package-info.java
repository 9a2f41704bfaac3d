/// HTTPS on loopback with a certificate made for the run: what stands in for a webhook, and for API servers whose
/// answers were recorded. Start at [io.kspec.bench.https.Doors].
@NullMarked
package io.kspec.bench.https;

import org.jspecify.annotations.NullMarked;
