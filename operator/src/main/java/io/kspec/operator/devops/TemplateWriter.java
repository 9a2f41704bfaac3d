package io.kspec.operator.devops;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusCause;
import io.fabric8.kubernetes.api.model.StatusDetails;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.kspec.core.devops.enforce.Skip;
import io.kspec.core.devops.enforce.SkipReason;
import io.kspec.core.devops.enforce.WorkloadRepair;
import io.kspec.kube.failure.ApiFailures;
import io.kspec.kube.read.NamespaceWorkloads;
import io.kspec.kube.write.ObjectKind;
import io.kspec.operator.leadership.Term;
import io.kspec.operator.pace.PatchPace;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Changes templates by server-side apply: only our own fields, only the version that was judged, tried without
/// effect first, and never against another manager.
final class TemplateWriter {
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final String OWNED_BY_OTHER = "FieldManagerConflict";

    private final KubernetesClient client;
    private final Term term;
    private final PatchPace pace = new PatchPace();
    private final ObjectMapper mapper = new ObjectMapper();

    TemplateWriter(KubernetesClient client, Term term) {
        this.client = client;
        this.term = term;
    }

    Mending mend(WorkloadRepair repair, ObjectNode patch, Instant now) {
        String workload = repair.workload();
        if (!pace.allows(workload, now)) {
            return new Mending.Skipped(new Skip(
                    workload,
                    SkipReason.TOO_OFTEN,
                    "it was changed %d times within the hour and something takes the change back"
                            .formatted(PatchPace.MOST)));
        }
        try {
            apply(patch, true);
            if (!term.holds()) {
                return new Mending.Outdated();
            }
            apply(patch, false);
            pace.count(workload, now);
            return new Mending.Applied(workload, repair.added());
        } catch (KubernetesClientException refused) {
            return refused(workload, patch, refused);
        }
    }

    private void apply(ObjectNode patch, boolean dryRun) {
        var object = mapper.convertValue(patch, GenericKubernetesResource.class);
        PatchContext.Builder how = new PatchContext.Builder()
                .withPatchType(PatchType.SERVER_SIDE_APPLY)
                .withFieldManager(WorkloadRepair.MANAGER)
                .withForce(false);
        if (dryRun) {
            how.withDryRun(List.of("All"));
        }
        client.genericKubernetesResources(kind(patch).context())
                .inNamespace(object.getMetadata().getNamespace())
                .resource(object)
                .patch(how.build());
    }

    private static ObjectKind kind(JsonNode patch) {
        return NamespaceWorkloads.KINDS.stream()
                .filter(kind -> kind.kind().equals(patch.path("kind").asText("")))
                .findFirst()
                .orElseThrow();
    }

    private Mending refused(String workload, ObjectNode patch, KubernetesClientException refused) {
        List<String> owned = ownedByOthers(refused);
        if (!owned.isEmpty()) {
            return new Mending.Skipped(new Skip(
                    workload,
                    SkipReason.FIELD_OWNED_BY_OTHER,
                    "another writer owns what would be changed: %s".formatted(String.join("; ", owned))));
        }
        if (refused.getCode() == CONFLICT || refused.getCode() == NOT_FOUND) {
            return new Mending.Outdated();
        }
        String plural = kind(patch).plural();
        return new Mending.Failed(
                workload,
                ApiFailures.of(refused, client.getMasterUrl().toString(), "patch", plural, workload)
                        .sentence());
    }

    private static List<String> ownedByOthers(KubernetesClientException refused) {
        return Optional.ofNullable(refused.getStatus()).map(Status::getDetails).map(StatusDetails::getCauses).stream()
                .flatMap(List::stream)
                .filter(cause -> OWNED_BY_OTHER.equals(cause.getReason()))
                .map(TemplateWriter::conflict)
                .toList();
    }

    private static String conflict(StatusCause cause) {
        return "%s (%s)".formatted(cause.getField(), cause.getMessage());
    }
}
