package io.kspec.server.release;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.core.failure.Failure;
import java.util.List;

/// What a chart makes of its values.
public sealed interface Rendering {
    /// Rendered; nothing was applied.
    ///
    /// @param objects  what the release would own, hooks left out, in the order of Helm's text
    /// @param crds     CustomResourceDefinitions of the chart and its subcharts, from `crds/` and from templates
    /// @param hooks    objects that Helm applies at its own times
    /// @param digest   SHA-256 over all of it, 64 hexadecimal digits
    /// @param warnings sentences for whoever plans a rollout with it
    record Rendered(
            List<JsonNode> objects, List<JsonNode> crds, List<JsonNode> hooks, String digest, List<String> warnings)
            implements Rendering {
        public Rendered {
            objects = List.copyOf(objects);
            crds = List.copyOf(crds);
            hooks = List.copyOf(hooks);
            warnings = List.copyOf(warnings);
        }
    }

    /// It cannot be rendered, or kspec will not install what it renders to.
    record Refused(Failure failure) implements Rendering {}
}
