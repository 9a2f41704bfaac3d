/// Moves an operator's work from one colour's namespace to another's, and back: webhooks and conversions are
/// pointed at the other Service, controllers are scaled to nothing and to what they were, a colour's own objects
/// are removed. Says too whether a Service answers. Start at [io.kspec.kube.traffic.Traffic].
@NullMarked
package io.kspec.kube.traffic;

import org.jspecify.annotations.NullMarked;
