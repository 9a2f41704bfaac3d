package io.kspec.server.rollout;

import io.kspec.core.digest.Sha256;
import io.kspec.lifecycle.rollout.ClusterRow;
import io.kspec.lifecycle.rollout.Command;
import io.kspec.lifecycle.rollout.Rollout;
import io.kspec.lifecycle.rollout.State;
import io.kspec.server.trace.About;
import io.kspec.server.trace.Fact;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where the parts of a rollout hang: below the request that began it, in whichever process they are done.
///
/// A rollout outlives processes, so the spans that are its parts' parents have ids that follow from the rollout's
/// own: whoever does a part knows them, and the one who decides about the end tells them.
///
/// @param request what began it; [Context#root] where that was not kept
record RolloutTrace(String rollout, Context request) {
    private static final TextMapGetter<Map<String, String>> HEADERS = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(Map<String, String> headers) {
            return headers.keySet();
        }

        @Override
        public @Nullable String get(@Nullable Map<String, String> headers, String name) {
            return headers == null ? null : headers.get(name);
        }
    };

    /// @param traceParent W3C context of the request
    static RolloutTrace of(String rollout, Optional<String> traceParent) {
        Map<String, String> headers =
                traceParent.map(text -> Map.of("traceparent", text)).orElse(Map.of());
        return new RolloutTrace(
                rollout, W3CTraceContextPropagator.getInstance().extract(Context.root(), headers, HEADERS));
    }

    boolean isSampled() {
        return Span.fromContext(request).getSpanContext().isSampled();
    }

    String deployId() {
        return id("deploy");
    }

    String rollbackId() {
        return id("rollback");
    }

    String installId(String cluster) {
        return id("install/" + cluster);
    }

    private String id(String part) {
        return Sha256.of(rollout + "/" + part).substring(0, 16);
    }

    /// Below the span with this id.
    Context below(String id) {
        SpanContext began = Span.fromContext(request).getSpanContext();
        return began.isValid()
                ? Context.root()
                        .with(Span.wrap(SpanContext.createFromRemoteParent(
                                began.getTraceId(), id, began.getTraceFlags(), began.getTraceState())))
                : Context.root();
    }

    /// Where a command's spans belong.
    Context of(Rollout now, Command command) {
        if (now.state() == State.ROLLING_BACK) {
            return below(rollbackId());
        }
        boolean installs = command instanceof Command.ApplyCrds || command instanceof Command.InstallRelease;
        return installs ? below(installId(((Command.OnCluster) command).cluster())) : below(deployId());
    }

    static About about(Rollout rollout) {
        return About.NOTHING
                .with(Fact.OPERATOR, rollout.order().operator())
                .with(Fact.VERSION, rollout.order().version())
                .with(Fact.DEPLOYMENT, rollout.id())
                .with(Fact.STRATEGY, rollout.order().strategy().word());
    }

    static About about(Rollout rollout, String cluster) {
        About about = about(rollout).with(Fact.CLUSTER, cluster);
        return rollout.row(cluster)
                .map(ClusterRow::wave)
                .map(wave -> about.with(Fact.WAVE, Integer.toString(wave)))
                .orElse(about);
    }

    static About about(Rollout rollout, Command command) {
        return command instanceof Command.OnCluster on ? about(rollout, on.cluster()) : about(rollout);
    }
}
