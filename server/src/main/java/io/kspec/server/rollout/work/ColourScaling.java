package io.kspec.server.rollout.work;

import io.kspec.core.cluster.Reading;
import io.kspec.core.failure.Failure;
import io.kspec.kube.traffic.Replicas;
import io.kspec.kube.traffic.Traffic;
import io.kspec.kube.traffic.Turned;
import io.kspec.kube.workload.WorkloadRef;
import io.kspec.lifecycle.rollout.Answer;
import io.kspec.lifecycle.rollout.Command;
import io.kspec.server.release.Rendering;
import io.kspec.server.rollout.work.ColourStore.Colour;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Takes a colour its pods, and gives them back.
@Singleton
final class ColourScaling {
    private final ColourStore colours;

    @Inject
    ColourScaling(ColourStore colours) {
        this.colours = colours;
    }

    /// Scales every workload of the colour to none. Its counts are kept first: one that has none by now keeps the
    /// count that an earlier delivery found.
    Answer down(Site site, Command.ScaleDown down, Rendering.Rendered rendered) {
        List<WorkloadRef> workloads =
                Renderings.probed(rendered, down.namespace()).controllers();
        Traffic traffic = new Traffic(site.calls());
        return switch (traffic.replicas(workloads)) {
            case Reading.Unknown<List<Replicas>>(Failure why) -> ReleaseActs.failed(why);
            case Reading.Known<List<Replicas>>(List<Replicas> live) -> {
                Colour colour = colours.find(site.colour(down.namespace()));
                Map<String, Integer> counts = new TreeMap<>(colour.replicas());
                live.stream()
                        .filter(each -> each.count() > 0)
                        .forEach(each -> counts.put(key(each.workload()), each.count()));
                live.forEach(each -> counts.putIfAbsent(key(each.workload()), 0));
                colours.keep(site.colour(down.namespace()), colour.having(counts));
                yield site.fence().holds()
                        ? answer(traffic.scaleToZero(live), new Answer.Scaled(counts))
                        : TrafficActs.FENCED;
            }
        };
    }

    /// Scales them to what they had. What was kept here is preferred: it is there also when no answer came back.
    Answer up(Site site, Command.ScaleUp up) {
        Map<String, Integer> counts = new TreeMap<>(up.replicas());
        counts.putAll(colours.find(site.colour(up.namespace())).replicas());
        List<Replicas> wanted = counts.entrySet().stream()
                .map(entry -> new Replicas(workload(entry.getKey(), up.namespace()), entry.getValue()))
                .toList();
        return site.fence().holds()
                ? answer(new Traffic(site.calls()).scaleBack(wanted), new Answer.Done())
                : TrafficActs.FENCED;
    }

    private static Answer answer(Turned turned, Answer done) {
        return switch (turned) {
            case Turned.Done() -> done;
            case Turned.Stopped(Failure why) -> ReleaseActs.failed(why);
        };
    }

    private static String key(WorkloadRef workload) {
        return workload.kind().text() + "/" + workload.name();
    }

    private static WorkloadRef workload(String key, String namespace) {
        String[] parts = key.split("/", 2);
        WorkloadRef.Kind kind = Arrays.stream(WorkloadRef.Kind.values())
                .filter(each -> each.text().equals(parts[0]))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("replicas of %s are on record".formatted(key)));
        return new WorkloadRef(kind, namespace, parts[1]);
    }
}
