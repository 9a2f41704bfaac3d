package io.kspec.core.spec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.generator.annotation.Size;
import io.kspec.core.devops.DevOpsPolicySpec;
import io.kspec.core.devops.DevOpsPolicyStatus;
import io.kspec.core.report.ComplianceReportSpec;
import io.kspec.core.report.DriftReportSpec;
import io.kspec.core.report.DriftReportStatus;
import io.kspec.core.report.ReportStatus;
import io.kspec.core.status.ClusterSpecStatus;
import io.kspec.core.status.ClusterTargetStatus;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What holds of every record that stands in a file or a custom resource.
final class WireRecordsTest {
    private static final List<Class<?>> ROOTS = List.of(
            ClusterSpec.class,
            ClusterTargetSpec.class,
            ClusterSpecStatus.class,
            ClusterTargetStatus.class,
            ComplianceReportSpec.class,
            ReportStatus.class,
            DriftReportSpec.class,
            DriftReportStatus.class,
            DevOpsPolicySpec.class,
            DevOpsPolicyStatus.class);

    private final Set<Class<?>> types = reachable();

    @Test
    void theWalkSeesTheRecords() {
        assertThat(types).hasSizeGreaterThan(60).contains(PodSecurityExemption.class, Mode.class);
    }

    @Test
    void everyFieldIsDescribedInSentences() {
        var silent = new ArrayList<String>();
        for (RecordComponent component : components()) {
            JsonPropertyDescription description = field(component).getAnnotation(JsonPropertyDescription.class);
            if (description == null || !description.value().matches("(?s)[A-Zk].{10,}(\\.|[.][*])")) {
                silent.add(name(component));
            }
        }

        assertThat(silent).isEmpty();
    }

    @Test
    void everyTextListAndMapHasABound() {
        var unbounded = new ArrayList<String>();
        for (RecordComponent component : components()) {
            if (!bounded(component.getAnnotatedType())) {
                unbounded.add(name(component));
            }
        }

        assertThat(unbounded).isEmpty();
    }

    @Test
    void everyWordOfAnEnumerationSaysHowItIsWritten() {
        assertThat(types.stream()
                        .filter(Class::isEnum)
                        .flatMap(type -> List.of(type.getDeclaredFields()).stream())
                        .filter(Field::isEnumConstant))
                .isNotEmpty()
                .allMatch(constant -> constant.isAnnotationPresent(JsonProperty.class));
    }

    private static boolean bounded(AnnotatedType type) {
        boolean sized = type.isAnnotationPresent(Size.class);
        if (type instanceof AnnotatedParameterizedType generic) {
            AnnotatedType[] arguments = generic.getAnnotatedActualTypeArguments();
            return sized && bounded(arguments[arguments.length - 1]);
        }
        return sized || type.getType() != String.class;
    }

    private List<RecordComponent> components() {
        return types.stream()
                .filter(Class::isRecord)
                .flatMap(type -> List.of(type.getRecordComponents()).stream())
                .toList();
    }

    private static Set<Class<?>> reachable() {
        var found = new LinkedHashSet<Class<?>>();
        ROOTS.forEach(root -> reach(root, found));
        return found;
    }

    private static void reach(Class<?> type, Set<Class<?>> found) {
        boolean ours = type.isRecord() || type.isEnum();
        if (!ours || type == JsonNode.class || !found.add(type) || type.isEnum()) {
            return;
        }
        for (RecordComponent component : type.getRecordComponents()) {
            if (component.getGenericType() instanceof ParameterizedType generic) {
                int element = generic.getRawType() == Map.class ? 1 : 0;
                reach((Class<?>) generic.getActualTypeArguments()[element], found);
            } else {
                reach(component.getType(), found);
            }
        }
    }

    private static Field field(RecordComponent component) {
        try {
            return component.getDeclaringRecord().getDeclaredField(component.getName());
        } catch (NoSuchFieldException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static String name(RecordComponent component) {
        return "%s.%s".formatted(component.getDeclaringRecord().getSimpleName(), component.getName());
    }
}
