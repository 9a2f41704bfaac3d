/// Events on objects, as `kubectl describe` shows them: folded and paced, so that they never flood. Start at
/// [io.kspec.kube.event.EventRecorder].
@NullMarked
package io.kspec.kube.event;

import org.jspecify.annotations.NullMarked;
