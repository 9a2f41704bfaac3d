package io.kspec.core.rule.podsecurity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.kspec.core.rule.pod.PodPart;
import java.util.List;

/// What the two checks about seccomp share.
final class Seccomp {
    /// From this version on profiles are fields; they were annotations before.
    static final int FIELDS_SINCE = 19;

    static final String PROFILE = "securityContext.seccompProfile";
    static final String TYPE = PROFILE + ".type";
    static final List<String> CONFINING = List.of("RuntimeDefault", "Localhost");

    /// Values of annotations that confine, beside `localhost/…`.
    static final List<String> ANNOTATIONS = List.of("runtime/default", "docker/default");

    private Seccomp() {}

    /// Whether there is a profile, and one that does not confine.
    static boolean isSwitchedOff(PodPart part) {
        return part.has(PROFILE) && !CONFINING.contains(part.text(TYPE));
    }

    static JsonNode runtimeDefault() {
        return JsonNodeFactory.instance.objectNode().put("type", "RuntimeDefault");
    }
}
