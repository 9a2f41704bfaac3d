package io.kspec.local.kubelet;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// What a small kubelet runs and how. Begin with [#defaults()] and change what differs.
///
/// @param nodes how many nodes to register, 1–100, named `kspec-local-0` and so on
/// @param images what runs in place of which image, by repository without tag and digest. A key names every
///     repository that ends with its segments: `kspec-operator` is also `registry.example/kspec/kspec-operator:1.0`
/// @param heartbeat how often each node renews its lease, which is good for four times as long
/// @param firstBackOff a container's second restart in a row waits so long, each later one twice as long
/// @param longestBackOff and never longer than this
/// @param refresh how often folders of config maps, secrets and tokens are brought up to date
/// @param enforceMemory whether a container's memory limit is a real one, where this machine allows it
public record KubeletSettings(
        int nodes,
        Map<String, ImageProgram> images,
        Duration heartbeat,
        Duration firstBackOff,
        Duration longestBackOff,
        Duration refresh,
        boolean enforceMemory) {
    private static final int MOST_NODES = 100;

    /// @throws IllegalArgumentException if a number or duration is out of range
    public KubeletSettings {
        if (nodes < 1 || nodes > MOST_NODES) {
            throw new IllegalArgumentException("nodes is %d, not 1–%d".formatted(nodes, MOST_NODES));
        }
        if (!heartbeat.isPositive() || !refresh.isPositive()) {
            throw new IllegalArgumentException(
                    "heartbeat %s and refresh %s have to be positive".formatted(heartbeat, refresh));
        }
        images = Map.copyOf(images);
        var _ = new RestartBackOff(firstBackOff, longestBackOff);
    }

    /// One node, no images, and the intervals of a real kubelet: a heartbeat every 10 s, restarts after 10 s to 5
    /// min, folders once a minute. Memory is not limited.
    public static KubeletSettings defaults() {
        return new KubeletSettings(
                1,
                Map.of(),
                Duration.ofSeconds(10),
                Duration.ofSeconds(10),
                Duration.ofMinutes(5),
                Duration.ofMinutes(1),
                false);
    }

    /// With so many nodes.
    public KubeletSettings withNodes(int count) {
        return new KubeletSettings(count, images, heartbeat, firstBackOff, longestBackOff, refresh, enforceMemory);
    }

    /// With a program for one more image.
    public KubeletSettings image(String repository, ImageProgram program) {
        Map<String, ImageProgram> more = new HashMap<>(images);
        more.put(repository, program);
        return new KubeletSettings(nodes, more, heartbeat, firstBackOff, longestBackOff, refresh, enforceMemory);
    }

    /// With this time between heartbeats.
    public KubeletSettings withHeartbeat(Duration time) {
        return new KubeletSettings(nodes, images, time, firstBackOff, longestBackOff, refresh, enforceMemory);
    }

    /// With these waits before restarts.
    public KubeletSettings withBackOff(Duration first, Duration longest) {
        return new KubeletSettings(nodes, images, heartbeat, first, longest, refresh, enforceMemory);
    }

    /// With this time between looks at config maps, secrets and tokens.
    public KubeletSettings withRefresh(Duration time) {
        return new KubeletSettings(nodes, images, heartbeat, firstBackOff, longestBackOff, time, enforceMemory);
    }

    /// With real memory limits, where this machine allows them ([SmallKubelet#memoryIsEnforced()]).
    public KubeletSettings withMemoryEnforced() {
        return new KubeletSettings(nodes, images, heartbeat, firstBackOff, longestBackOff, refresh, true);
    }

    RestartBackOff backOff() {
        return new RestartBackOff(firstBackOff, longestBackOff);
    }

    /// The program of the image with the longest key that fits.
    Optional<ImageProgram> programOf(String image) {
        String repository = "/" + withoutTag(image);
        return images.entrySet().stream()
                .filter(known -> repository.endsWith("/" + known.getKey()))
                .max(Map.Entry.comparingByKey(Comparator.comparingInt(String::length)))
                .map(Map.Entry::getValue);
    }

    /// A colon after the last slash begins a tag; one before it, a registry's port.
    private static String withoutTag(String image) {
        int digest = image.indexOf('@');
        String name = digest < 0 ? image : image.substring(0, digest);
        int tag = name.indexOf(':', name.lastIndexOf('/') + 1);
        return tag < 0 ? name : name.substring(0, tag);
    }
}
