package io.kspec.server.rollout.work;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.kube.traffic.ClusterServices;
import io.kspec.lifecycle.crd.Crd;
import io.kspec.lifecycle.crd.CrdResult;
import io.kspec.lifecycle.crd.Observation;
import io.kspec.lifecycle.crd.Surroundings;
import io.kspec.lifecycle.crd.chart.ChartObjects;
import io.kspec.lifecycle.crd.chart.OperatorRights;
import io.kspec.lifecycle.crd.chart.WebhookBackends;
import io.kspec.server.release.ReleaseName;
import io.kspec.server.release.Rendering;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What is known beside the definitions of a chart in one cluster: its version, and what the rest of the chart means
/// for them. For one judgement, and for one thread.
///
/// @param minor of the cluster's Kubernetes
record ChartSurroundings(int minor, OperatorRights rights, WebhookBackends webhooks) {
    static ChartSurroundings of(Site site, Rendering.Rendered rendered, int minor) {
        ReleaseName release = site.release(Optional.empty());
        var chart = new ChartObjects(
                release.name(),
                release.namespace(),
                Stream.concat(rendered.objects().stream(), rendered.hooks().stream())
                        .toList());
        return new ChartSurroundings(
                minor,
                OperatorRights.of(chart, readable(rendered.crds())),
                WebhookBackends.of(chart, new ClusterServices(site.connection().clusterName(), site.calls())));
    }

    /// Around one of the chart's definitions.
    Surroundings around(Crd next) {
        List<Observation> seen = Stream.concat(rights.about(next).stream(), webhooks.about(next).stream())
                .toList();
        return new Surroundings(
                Optional.of(minor), List.of(), Optional.empty(), Optional.empty(), Optional.empty(), seen);
    }

    private static List<Crd> readable(List<JsonNode> definitions) {
        return definitions.stream()
                .map(Crd::parse)
                .flatMap(result -> result instanceof CrdResult.Parsed(Crd crd) ? Stream.of(crd) : Stream.empty())
                .toList();
    }
}
