package io.kspec.lifecycle.crd.rule.version;

import static io.kspec.lifecycle.crd.Severity.BREAK;
import static io.kspec.lifecycle.crd.rule.Evidence.LOOK_UP;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.lifecycle.crd.Crd;
import io.kspec.lifecycle.crd.Finding;
import io.kspec.lifecycle.crd.rule.Change;
import io.kspec.lifecycle.crd.rule.DefinitionRule;
import io.kspec.lifecycle.crd.rule.RuleCard;
import io.kspec.lifecycle.crd.rule.Where;
import io.kspec.lifecycle.crd.rule.merge.InjectorAnnotationRemoved;
import java.util.List;

/// Nothing says whose certificate the converting service shows.
public final class ConversionCaMissing implements DefinitionRule {
    public static final RuleCard CARD = RuleCard.of(
                    33,
                    "conversion-ca-missing",
                    "a Service converts, without caBundle, annotation of an injector, or an injecting "
                            + "manager on the live definition",
                    "every conversion fails at TLS")
            .up(BREAK)
            .back(BREAK)
            .evidence(LOOK_UP);

    @Override
    public List<RuleCard> cards() {
        return List.of(CARD);
    }

    @Override
    public List<Finding> judge(Change change) {
        boolean injected =
                change.before().filter(ConversionCaMissing::hasInjector).isPresent();
        return change.newly(crd -> crd.conversion().byWebhook()
                        && crd.conversion().callsService()
                        && !crd.conversion().hasCaBundle()
                        && !annotated(crd)
                        && !injected
                ? List.of(CARD.found(
                        Where.definition("spec.conversion.webhook.clientConfig.caBundle"),
                        "",
                        "",
                        "No caBundle is set and nothing injects one: every conversion by %s fails at TLS."
                                .formatted(crd.conversion().endpoint())))
                : List.of());
    }

    private static boolean annotated(Crd crd) {
        return InjectorAnnotationRemoved.ANNOTATIONS.stream()
                .anyMatch(name -> crd.annotation(name).isPresent());
    }

    /// Whether a field manager writes the certificate, and nothing else of the stanza.
    private static boolean hasInjector(Crd live) {
        for (JsonNode entry : live.json().path("metadata").path("managedFields")) {
            JsonNode spec = entry.path("fieldsV1").path("f:spec");
            boolean writesCa = spec.path("f:conversion")
                    .path("f:webhook")
                    .path("f:clientConfig")
                    .has("f:caBundle");
            if (writesCa && !spec.has("f:versions")) {
                return true;
            }
        }
        return false;
    }
}
