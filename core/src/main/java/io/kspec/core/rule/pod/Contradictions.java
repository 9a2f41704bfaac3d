package io.kspec.core.rule.pod;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.core.fix.Edit;
import io.kspec.core.fix.Edits;
import io.kspec.core.subject.Container;
import io.kspec.core.subject.Workload;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Edits that would mend a rule and leave a pod that no API server takes: there a person must decide.
///
/// **Source** the API's own validation: a pod of Windows may not carry the security settings of Linux, a
/// HostProcess pod of Windows must use the network of its node, and no container may forbid privilege escalation
/// while it is privileged or adds CAP_SYS_ADMIN. An annotation of old that names a seccomp or AppArmor profile must
/// say what the field says.
public final class Contradictions {
    private static final Set<String> OF_EVERY_SYSTEM = Set.of("runAsNonRoot", "windowsOptions");
    private static final Map<String, String> PROFILE_ANNOTATIONS = Map.of(
            "seccompProfile", "seccomp.security.alpha.kubernetes.io/",
            "appArmorProfile", "container.apparmor.security.beta.kubernetes.io/");
    private static final String SECURITY = "securityContext";

    private Contradictions() {}

    /// Whether the API server would refuse the pod for one of the edits.
    public static boolean in(List<Edit> edits, Workload workload) {
        boolean windows = workload.podSpec().path("os").path("name").asText("").equals("windows");
        return (windows && edits.stream().anyMatch(Contradictions::setsWhatLinuxHas))
                || (edits.stream().anyMatch(Contradictions::leavesTheNetworkOfTheNode) && hostProcess(workload))
                || forbidsItselfEscalation(edits, workload)
                || edits.stream().anyMatch(edit -> contradictsAnAnnotation(edit, workload));
    }

    private static boolean contradictsAnAnnotation(Edit edit, Workload workload) {
        JsonNode annotations = workload.template().path("metadata").path("annotations");
        return PROFILE_ANNOTATIONS.entrySet().stream()
                .anyMatch(profile -> edit.path().segments().contains(profile.getKey())
                        && annotations
                                .propertyStream()
                                .anyMatch(annotation -> annotation.getKey().contains(profile.getValue())));
    }

    /// What the container needs its privilege for is for a person to say.
    private static boolean forbidsItselfEscalation(List<Edit> edits, Workload workload) {
        return workload.as(Edits.apply(workload.subject().json(), edits)).containers().stream()
                .map(container -> container.json().path(SECURITY))
                .anyMatch(security -> security.path("allowPrivilegeEscalation").isBoolean()
                        && !security.path("allowPrivilegeEscalation").asBoolean()
                        && isPrivileged(security));
    }

    private static boolean isPrivileged(JsonNode security) {
        return security.path("privileged").asBoolean(false)
                || security.path("capabilities").path("add").valueStream().anyMatch(added -> added.asText()
                        .equals("CAP_SYS_ADMIN"));
    }

    private static boolean setsWhatLinuxHas(Edit edit) {
        List<String> segments = edit.path().segments();
        int security = segments.indexOf(SECURITY);
        return edit instanceof Edit.Put
                && security >= 0
                && (security + 1 == segments.size() || !OF_EVERY_SYSTEM.contains(segments.get(security + 1)));
    }

    private static boolean leavesTheNetworkOfTheNode(Edit edit) {
        return edit.path().segments().getLast().equals("hostNetwork");
    }

    private static boolean hostProcess(Workload workload) {
        return hostProcess(workload.podSpec())
                || workload.containers().stream().map(Container::json).anyMatch(Contradictions::hostProcess);
    }

    private static boolean hostProcess(JsonNode holder) {
        return holder.path(SECURITY).path("windowsOptions").path("hostProcess").asBoolean(false);
    }
}
