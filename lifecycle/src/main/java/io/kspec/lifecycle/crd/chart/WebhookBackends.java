package io.kspec.lifecycle.crd.chart;

import static io.kspec.lifecycle.crd.chart.ChartObjects.has;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.lifecycle.crd.Crd;
import io.kspec.lifecycle.crd.CrdVersion;
import io.kspec.lifecycle.crd.Observation;
import io.kspec.lifecycle.crd.Observation.ConversionUnready;
import io.kspec.lifecycle.crd.Observation.WebhookWithoutBackend;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Whether a Service is there, once a chart is installed, where its webhooks for custom resources are called.
///
/// **Reads** registrations of admission that fail closed and write about the objects, and the conversion of the
/// definition. Those by URL are left out: nothing that a chart brings says who answers there. **Answers** what is
/// absent as certain, and what only seems to be (no ready endpoint, a selector that fits no workload of the chart, a
/// cluster that does not tell) as not. Never throws.
public final class WebhookBackends {
    private static final String ADMISSION = "admissionregistration.k8s.io";
    private static final List<String> WRITES = List.of("CREATE", "UPDATE", "DELETE");

    private final ChartObjects chart;
    private final Backends backends;

    private WebhookBackends(ChartObjects chart, Backends backends) {
        this.chart = chart;
        this.backends = backends;
    }

    /// Those of one chart.
    ///
    /// @param live asked about Services that the chart does not bring
    public static WebhookBackends of(ChartObjects chart, ServiceSource live) {
        return new WebhookBackends(chart, new Backends(chart, live));
    }

    /// What has no backend among the webhooks for one definition's objects.
    public List<Observation> about(Crd crd) {
        var seen = new ArrayList<Observation>();
        for (JsonNode webhook : webhooks().toList()) {
            if (webhook.path("failurePolicy").asText("Fail").equals("Fail") && writesTo(webhook, crd)) {
                backends.without(webhook.path("clientConfig"))
                        .map(lack -> new WebhookWithoutBackend(
                                webhook.path("name").asText(""),
                                "the webhook %s fails closed and %s"
                                        .formatted(webhook.path("name").asText(""), lack.how()),
                                lack.certain()))
                        .ifPresent(seen::add);
            }
        }
        if (crd.conversion().byWebhook()) {
            backends.without(crd.conversion().json().at("/webhook/clientConfig"))
                    .map(lack -> new ConversionUnready(lack.how(), lack.certain() && converts(crd)))
                    .ifPresent(seen::add);
        }
        return seen;
    }

    private Stream<JsonNode> webhooks() {
        return Stream.of("ValidatingWebhookConfiguration", "MutatingWebhookConfiguration")
                .flatMap(kind -> chart.of(ADMISSION, kind))
                .flatMap(configuration -> configuration.path("webhooks").valueStream());
    }

    /// With one version there is nothing to convert, whatever the stanza says.
    private static boolean converts(Crd crd) {
        return crd.versions().size() > 1;
    }

    private static boolean writesTo(JsonNode webhook, Crd crd) {
        return webhook.path("rules")
                .valueStream()
                .anyMatch(rule -> has(rule.path("apiGroups"), crd.group())
                        && crd.versions().stream()
                                .filter(CrdVersion::served)
                                .anyMatch(version -> has(rule.path("apiVersions"), version.name()))
                        && rule.path("resources").valueStream().anyMatch(resource -> isOf(resource.asText(), crd))
                        && WRITES.stream().anyMatch(write -> has(rule.path("operations"), write)));
    }

    /// A subresource too: what cannot be reported on is stuck as well.
    private static boolean isOf(String resource, Crd crd) {
        String kind = resource.split("/", 2)[0];
        return kind.equals("*") || kind.equals(crd.names().plural());
    }
}
