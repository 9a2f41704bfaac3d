package io.kspec.server.connection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kspec.core.cluster.Reading;
import io.kspec.core.failure.Failure;
import io.kspec.core.spec.ClusterTargetSpec;
import io.kspec.kube.access.KubeconfigInspection;
import io.kspec.kube.access.KubeconfigInspection.Accepted;
import io.kspec.kube.access.KubeconfigLimits;
import io.kspec.kube.call.Answer;
import io.kspec.kube.call.ApiCalls;
import io.kspec.kube.call.Call;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/// Reads how a ClusterTarget signs in: the object and the one Secret that it names, through the cluster that holds
/// them. Nothing of the Secret is in any failure.
final class TargetReading {
    private static final ObjectMapper JSON =
            new ObjectMapper().configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;

    private final ApiCalls holder;
    private final TargetReference target;
    private final KubeconfigLimits limits;

    TargetReading(ApiCalls holder, TargetReference target, KubeconfigLimits limits) {
        this.holder = holder;
        this.target = target;
        this.limits = limits;
    }

    /// What it comes to, under the same demands as a kubeconfig that is posted.
    Reading<Accepted> read() {
        String path =
                "/apis/kspec.io/v1alpha1/namespaces/%s/clustertargets/%s".formatted(target.namespace(), target.name());
        return switch (holder.send(Call.get(path))) {
            case Answer.Refused refused -> unknown(refused, "ClusterTarget", "clustertargets.kspec.io", target.name());
            case Answer.Done done -> read(done.json().path("spec"));
        };
    }

    private Reading<Accepted> read(JsonNode json) {
        try {
            var form = new TargetForm(target, JSON.treeToValue(json, ClusterTargetSpec.class));
            return switch (form.secret()) {
                case Reading.Unknown<TargetForm.Wanted>(Failure why) -> new Reading.Unknown<>(why);
                case Reading.Known<TargetForm.Wanted>(TargetForm.Wanted wanted) -> secret(form, wanted);
            };
        } catch (JsonProcessingException | IllegalArgumentException strange) {
            return new Reading.Unknown<>(new Failure.Malformed(
                    "its spec cannot be read", target.words(), "Compare it with kubectl explain clustertarget.spec."));
        }
    }

    private Reading<Accepted> secret(TargetForm form, TargetForm.Wanted wanted) {
        String path = "/api/v1/namespaces/%s/secrets/%s".formatted(target.namespace(), wanted.secret());
        return switch (holder.send(Call.get(path))) {
            case Answer.Refused refused -> unknown(refused, "Secret", "secrets", wanted.secret());
            case Answer.Done done ->
                value(form, wanted, done.json().path("data").path(wanted.key()).asText(""));
        };
    }

    private Reading<Accepted> value(TargetForm form, TargetForm.Wanted wanted, String base64) {
        String where = "Secret %s/%s, which %s names".formatted(target.namespace(), wanted.secret(), target.words());
        if (base64.isBlank()) {
            return new Reading.Unknown<>(new Failure.Malformed(
                    "there is nothing under the key %s".formatted(wanted.key()),
                    where,
                    "Put the credential there, or name its key in the ClusterTarget."));
        }
        String text = new String(Base64.getMimeDecoder().decode(base64), StandardCharsets.UTF_8);
        return switch (form.kubeconfig(text)) {
            case Reading.Unknown<String>(Failure why) -> new Reading.Unknown<>(why);
            case Reading.Known<String>(String kubeconfig) ->
                switch (KubeconfigInspection.of(kubeconfig, limits)) {
                    case KubeconfigInspection.Refused(List<Failure> why) -> unknown(why.getFirst(), where);
                    case Accepted accepted -> form.agreed(accepted);
                };
        };
    }

    private static Reading<Accepted> unknown(Failure why, String where) {
        return new Reading.Unknown<>(
                new Failure.Malformed(why.what(), "%s: %s".formatted(where, why.where()), why.remedy()));
    }

    private Reading<Accepted> unknown(Answer.Refused refused, String kind, String resource, String name) {
        Failure why =
                switch (refused.code()) {
                    case NOT_FOUND ->
                        new Failure.Malformed(
                                "there is no %s %s/%s".formatted(kind, target.namespace(), name),
                                where(target),
                                "Create it there, or give the cluster another credential with PUT.");
                    case FORBIDDEN ->
                        new Failure.Malformed(
                                "may not get %s %s in namespace %s".formatted(resource, name, target.namespace()),
                                where(target),
                                "Grant the verb get on it to the account that kspec has in cluster %s."
                                        .formatted(target.holderName()));
                    case UNAUTHORIZED -> through(target, refused.why());
                    default ->
                        new Failure.Unreachable(where(target), refused.why().what());
                };
        return new Reading.Unknown<>(why);
    }

    private static String where(TargetReference target) {
        return "cluster %s, which holds ClusterTarget %s/%s"
                .formatted(target.holderName(), target.namespace(), target.name());
    }

    /// Why the cluster that holds a target cannot be asked for it.
    static Failure through(TargetReference target, Failure why) {
        return switch (why) {
            case Failure.Unreachable(String _, String cause) -> new Failure.Unreachable(where(target), cause);
            case Failure.Unauthenticated _ -> new Failure.Unauthenticated(where(target));
            case Failure.Forbidden _,
                    Failure.ServerError _,
                    Failure.NotBuilt _,
                    Failure.CutOff _,
                    Failure.Malformed _,
                    Failure.InternalFault _,
                    Failure.BreakerOpen _ ->
                new Failure.Malformed(why.what(), "%s: %s".formatted(where(target), why.where()), why.remedy());
        };
    }
}
