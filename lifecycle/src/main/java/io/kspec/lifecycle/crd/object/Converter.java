package io.kspec.lifecycle.crd.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.lifecycle.crd.Crd;
import java.util.List;

/// Who converts stored objects: the webhook that is installed in a cluster.
public interface Converter {
    /// Asks for all of them in one review.
    ///
    /// @param live    the definition as it is there
    /// @param version that they shall come in
    Converted convert(Crd live, String version, List<ObjectNode> objects);

    /// What it came to.
    sealed interface Converted {
        /// What the webhook says the objects are, as it answered.
        record Answered(List<JsonNode> objects) implements Converted {
            public Answered {
                objects = List.copyOf(objects);
            }
        }

        /// The webhook answers, and with no objects: it may do better in another version.
        ///
        /// @param why a clause, without a secret
        record Failed(String why) implements Converted {}

        /// There is no answer, and there would be none for another version.
        ///
        /// @param why a clause, without a secret
        record Unasked(String why) implements Converted {}
    }
}
