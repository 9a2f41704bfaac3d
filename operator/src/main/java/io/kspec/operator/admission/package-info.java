/// Answers the API server's reviews over TLS, from memory. Start at
/// [io.kspec.operator.admission.AdmissionServer].
@NullMarked
package io.kspec.operator.admission;

import org.jspecify.annotations.NullMarked;
