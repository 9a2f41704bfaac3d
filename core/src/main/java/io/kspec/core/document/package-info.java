/// YAML and JSON as Kubernetes reads them: text in, documents with positions out. Pure; decoding bytes and opening
/// files is the caller's. Start at [io.kspec.core.document.Documents].
@NullMarked
package io.kspec.core.document;

import org.jspecify.annotations.NullMarked;
