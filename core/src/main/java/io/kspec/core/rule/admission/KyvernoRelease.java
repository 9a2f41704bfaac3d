package io.kspec.core.rule.admission;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The release of Kyverno that a Deployment runs, by the tag of its image.
public record KyvernoRelease(int major, int minor) {
    /// The Deployment of Kyverno's admission controller, whatever its namespace.
    public static final String CONTROLLER = "kyverno-admission-controller";

    /// The oldest that kspec works with.
    public static final KyvernoRelease OLDEST = new KyvernoRelease(1, 10);

    /// A port has no dot, and what follows it a slash.
    private static final Pattern TAG = Pattern.compile(":v?([0-9]{1,6})\\.([0-9]{1,6})[^/]*$");

    /// Empty when the image names no version.
    public static Optional<KyvernoRelease> of(JsonNode deployment) {
        Matcher version = TAG.matcher(image(deployment));
        return version.find()
                ? Optional.of(
                        new KyvernoRelease(Integer.parseInt(version.group(1)), Integer.parseInt(version.group(2))))
                : Optional.empty();
    }

    /// Whether a Deployment is that of the admission controller, and has a replica that serves.
    public static boolean isReady(JsonNode deployment) {
        return deployment.path("metadata").path("name").asText("").equals(CONTROLLER)
                && deployment.path("status").path("readyReplicas").asInt(0) > 0;
    }

    static String image(JsonNode deployment) {
        JsonNode pod = deployment.path("spec").path("template").path("spec");
        return pod.path("containers").path(0).path("image").asText("");
    }

    public boolean isAtLeast(KyvernoRelease other) {
        return major > other.major || (major == other.major && minor >= other.minor);
    }

    /// `1.10`
    @Override
    public String toString() {
        return major + "." + minor;
    }
}
