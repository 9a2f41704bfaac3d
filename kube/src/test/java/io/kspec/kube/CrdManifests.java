package io.kspec.kube;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.crdv2.generator.CRDGenerator;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.kspec.kube.resource.ClusterSpecification;
import io.kspec.kube.resource.ClusterTarget;
import io.kspec.kube.resource.ComplianceReport;
import io.kspec.kube.resource.DevOpsPolicy;
import io.kspec.kube.resource.DriftConfig;
import io.kspec.kube.resource.DriftReport;
import io.kspec.kube.resource.PolicyTemplate;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The files of `config/crd`, made from the records of `core` and their annotations.
final class CrdManifests {
    private static final String HEADER = """
            # Made from the records in core/src/main/java/io/kspec/core; change those, then run
            # mvn -pl kube -am test -Dtest=CrdManifestsTest -Dsurefire.failIfNoSpecifiedTests=false -Dkspec.update=true
            """;

    /// Quotes what readers of YAML 1.1, such as kubectl, take for a boolean: `"Off"`.
    private static final ObjectMapper YAML = new ObjectMapper(YAMLFactory.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .build());
    private static final List<Class<? extends HasMetadata>> KINDS = List.of(
            ClusterSpecification.class,
            ClusterTarget.class,
            ComplianceReport.class,
            DriftConfig.class,
            DriftReport.class,
            DevOpsPolicy.class,
            PolicyTemplate.class);

    private CrdManifests() {}

    /// Content by file name, the same for the same records.
    static Map<String, String> files() {
        var files = new TreeMap<String, String>();
        for (Class<? extends HasMetadata> kind : KINDS) {
            ObjectNode definition = CrdFinish.finish(generate(kind), columns(kind));
            String group = definition.at("/spec/group").asText();
            String plural = definition.at("/spec/names/plural").asText();
            files.put("%s_%s.yaml".formatted(group, plural), HEADER + yaml(definition));
        }
        var kustomization =
                new StringBuilder("apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources:\n");
        files.keySet().forEach(file -> kustomization.append("- ").append(file).append('\n'));
        files.put("Kustomization", kustomization.toString());
        return files;
    }

    private static ObjectNode generate(Class<? extends HasMetadata> kind) {
        var written = new ByteArrayOutputStream();
        new CRDGenerator()
                .forCRDVersions("v1")
                .customResourceClasses(List.of(kind))
                .withOutput(new InMemory(written))
                .detailedGenerate();
        return Serialization.unmarshal(written.toString(StandardCharsets.UTF_8), ObjectNode.class);
    }

    private static List<String> columns(Class<? extends HasMetadata> kind) {
        return Arrays.stream(kind.getAnnotationsByType(AdditionalPrinterColumn.class))
                .map(AdditionalPrinterColumn::name)
                .toList();
    }

    private record InMemory(ByteArrayOutputStream written) implements CRDGenerator.CRDOutput<ByteArrayOutputStream> {
        @Override
        public ByteArrayOutputStream outputFor(String crdName) {
            return written;
        }

        @Override
        public void close() {}
    }

    private static String yaml(ObjectNode definition) {
        try {
            return YAML.writeValueAsString(definition);
        } catch (JsonProcessingException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
