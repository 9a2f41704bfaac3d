/// How a person switches admission off for a while, without an operator that answers. Start at
/// [io.kspec.kube.pause.WebhookPause].
@NullMarked
package io.kspec.kube.pause;

import org.jspecify.annotations.NullMarked;
