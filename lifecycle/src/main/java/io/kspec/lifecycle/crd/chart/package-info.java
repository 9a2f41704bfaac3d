/// What the rest of a chart means for its definitions: whether its accounts may work on their objects, and whether
/// something answers where its webhooks are called. Reads rendered objects and, through [ServiceSource], Services of
/// a cluster; answers observations that the rules weigh. Start at [OperatorRights] and [WebhookBackends].
@NullMarked
package io.kspec.lifecycle.crd.chart;

import org.jspecify.annotations.NullMarked;
