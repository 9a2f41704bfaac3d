package io.kspec.lifecycle.crd.object;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/// A few of many objects, from as many namespaces as there are places. The same objects in the same order give the
/// same sample; what it holds does not grow with their number. For one thread.
public final class ObjectSample {
    private final int most;
    private final TreeMap<String, List<ObjectNode>> byNamespace = new TreeMap<>();
    private int kept;

    /// An empty one.
    ///
    /// @param most that it holds
    public ObjectSample(int most) {
        this.most = most;
    }

    /// Shows it an object: the one that came last to the fullest namespace makes room.
    public void add(ObjectNode object) {
        String namespace = object.path("metadata").path("namespace").asText("");
        byNamespace.computeIfAbsent(namespace, _ -> new ArrayList<>()).add(object);
        kept++;
        if (kept > most) {
            byNamespace.values().stream()
                    .max(Comparator.comparingInt(List::size))
                    .ifPresent(List::removeLast);
            kept--;
        }
    }

    /// Those that are kept, by namespace.
    public List<ObjectNode> objects() {
        return byNamespace.values().stream().flatMap(List::stream).toList();
    }
}
