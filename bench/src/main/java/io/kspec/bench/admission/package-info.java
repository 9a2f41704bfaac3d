/// How fast, and for how much work, the operator answers reviews over TLS. Start at
/// [io.kspec.bench.admission.AdmissionBenchmark].
@NullMarked
package io.kspec.bench.admission;

import org.jspecify.annotations.NullMarked;
