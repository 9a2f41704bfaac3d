/// What the API server is answered about one request. Start at [io.kspec.core.admission.Decision].
@NullMarked
package io.kspec.core.admission;

import org.jspecify.annotations.NullMarked;
