/// What rules judge: an object as its JSON, and the pod inside it wherever it hangs. Start at
/// [io.kspec.core.subject.Workload].
@NullMarked
package io.kspec.core.subject;

import org.jspecify.annotations.NullMarked;
