package io.kspec.core.resolve;

import io.kspec.core.spec.ClusterSpec;
import io.kspec.core.spec.PolicyTemplateSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// A library that is known whole.
record NamedLibrary(Map<String, PolicyTemplateSpec> named, Map<String, ClusterSpec> specified) implements Library {
    NamedLibrary {
        named = Map.copyOf(named);
        specified = Map.copyOf(specified);
    }

    @Override
    public Optional<PolicyTemplateSpec> template(String name) {
        return Library.builtIn().template(name).or(() -> Optional.ofNullable(named.get(name)));
    }

    @Override
    public Optional<ClusterSpec> specification(String name) {
        return Optional.ofNullable(specified.get(name));
    }

    @Override
    public List<String> templates() {
        return Stream.concat(
                        Library.builtIn().templates().stream(),
                        named.keySet().stream().sorted())
                .distinct()
                .toList();
    }

    @Override
    public List<String> specifications() {
        return specified.keySet().stream().sorted().toList();
    }
}
