/// What an operator's pods, webhooks, definitions and custom resources show of its health, as evidence that
/// `lifecycle` judges. Every probe has a deadline of its own, and what it cannot read is unknown. Writes nothing.
/// Start at [io.kspec.kube.health.OperatorProbes].
@NullMarked
package io.kspec.kube.health;

import org.jspecify.annotations.NullMarked;
