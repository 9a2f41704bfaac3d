package io.kspec.acceptance.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.acceptance.chart.Rights.Right;
import io.kspec.core.cluster.Resource;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The chart grants what [Rights] lists, and nothing else.
@Tag("apiserver")
final class RightsTest {
    private static final List<JsonNode> EVERYTHING = Chart.everything();
    private static final Set<String> WRITING = Set.of("create", "update", "patch", "delete");

    @Test
    void theChartGrantsWhatIsListed() {
        assertThat(claims(EVERYTHING)).containsAll(listed());
    }

    @Test
    void theChartGrantsNothingElse() {
        assertThat(listed()).containsAll(claims(EVERYTHING));
    }

    @Test
    void noRightIsListedTwice() {
        assertThat(Rights.all()).extracting(Right::claim).doesNotHaveDuplicates();
    }

    @Test
    void noRightIsAWildcardOrAWayToMoreRights() {
        assertThat(Rights.all()).allSatisfy(right -> {
            assertThat(right.claim()).doesNotContain("*");
            assertThat(right.verb()).isNotIn("escalate", "bind", "impersonate", "deletecollection");
        });
        assertThat(rules(EVERYTHING)).allSatisfy(rule -> {
            assertThat(rule.toString()).doesNotContain("*");
            assertThat(rule.has("nonResourceURLs")).isFalse();
        });
    }

    @Test
    void noRuleStandsInTwoRolesOfADefaultInstallation() {
        assertThat(rules(Chart.objects())).extracting(JsonNode::toString).doesNotHaveDuplicates();
    }

    @Test
    void secretsAreNamedAndOfTheOwnNamespace() {
        assertThat(Rights.all())
                .filteredOn(right -> right.resource().equals("secrets"))
                .allSatisfy(right -> {
                    assertThat(right.names().isEmpty()).isEqualTo(right.verb().equals("create"));
                    assertThat(kindOf(right)).contains("Role");
                });
        assertThat(EVERYTHING)
                .filteredOn(object -> object.path("kind").asText().equals("ClusterRole"))
                .noneMatch(role -> role.toString().contains("\"secrets\""));
    }

    @Test
    void theOperatorMayReadWhateverARuleReads() {
        Set<String> granted = listed();
        assertThat(Resource.values()).allSatisfy(resource -> assertThat(granted)
                .contains("kspec-operator-read may list %s.%s".formatted(resource.plural(), group(resource))));
    }

    /// A new kind needs a decision about who may what with it.
    @Test
    void everyOwnKindIsGrantedToTheOperatorAndToPeople() {
        Set<String> kinds = Chart.kustomized("crd").stream()
                .map(definition -> definition.at("/metadata/name").asText())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(kinds).hasSizeGreaterThanOrEqualTo(6).allSatisfy(kind -> assertThat(listed())
                .contains("kspec-operator-own-kinds may list " + kind, "kspec-viewer may list " + kind));
    }

    @ParameterizedTest
    @CsvSource({
        "remediation.enabled=false, kspec-operator-remediation",
        "devops.enforcement.enabled=false, kspec-operator-devops",
        "enforcement.kyvernoPolicies=false, kspec-operator-kyverno",
        "webhook.certManager.enabled=false, kspec-operator-certificates",
        "crds.upgrade=false, kspec-operator-crds",
        "uninstall.cleanUp=false, kspec-operator-uninstall",
    })
    void withoutItsFeatureARoleIsNotThere(String off, String role) {
        assertThat(names(EVERYTHING)).contains(role);
        assertThat(names(Chart.everything("--set=" + off))).doesNotContain(role);
    }

    @Test
    void aDefaultInstallationChangesNobodysWorkloads() {
        assertThat(claims(Chart.objects()))
                .noneMatch(claim -> claim.matches(
                                "kspec-operator\\S* may (create|update|patch|delete) (deployments|pods|cronjobs)\\..*")
                        && !claim.startsWith("kspec-operator-uninstall "));
    }

    @Test
    void withoutAdmissionARegistrationMayOnlyBeRemoved() {
        assertThat(claims(Chart.objects("--set=webhook.enabled=false")))
                .filteredOn(claim -> claim.startsWith("kspec-operator-registrations "))
                .isNotEmpty()
                .allMatch(claim -> claim.contains(" may delete "));
    }

    @Test
    void everyRoleIsBoundToItsAccountAndPeoplesRolesToNobody() {
        for (JsonNode role : EVERYTHING) {
            String kind = role.path("kind").asText();
            if (!kind.equals("Role") && !kind.equals("ClusterRole")) {
                continue;
            }
            String name = role.at("/metadata/name").asText();
            List<String> subjects = EVERYTHING.stream()
                    .filter(binding -> binding.path("kind").asText().equals(kind + "Binding")
                            && binding.at("/roleRef/name").asText().equals(name))
                    .map(binding -> binding.at("/subjects/0/name").asText())
                    .toList();
            assertThat(subjects).as(name).isEqualTo(bound(role, name));
        }
    }

    @Test
    void theClustersOwnRolesIncludeThoseForPeopleUnlessSwitchedOff() {
        assertThat(Stream.of("view", "edit", "admin").map(role -> "rbac.authorization.k8s.io/aggregate-to-" + role))
                .allSatisfy(label -> {
                    assertThat(Chart.rendered()).contains(label);
                    assertThat(Chart.rendered("--set=rbac.aggregate=false")).doesNotContain(label);
                });
    }

    @Test
    void whatIsWrittenTodayIsKnown() {
        assertThat(Rights.all())
                .filteredOn(right -> right.inUse() && WRITING.contains(right.verb()))
                .filteredOn(right -> right.role().startsWith("kspec-operator"))
                .extracting(Right::role)
                .containsOnly(
                        "kspec-operator-own-kinds",
                        "kspec-operator-native-policies",
                        "kspec-operator-registrations",
                        "kspec-operator-remediation",
                        "kspec-operator",
                        "kspec-operator-certificates",
                        "kspec-operator-crds",
                        "kspec-operator-uninstall");
    }

    private static List<String> bound(JsonNode role, String name) {
        boolean forPeople =
                Set.of("kspec-viewer", "kspec-editor", "kspec-admin").contains(name);
        if (forPeople) {
            return List.of();
        }
        return List.of(Chart.isHook(role) ? name : "kspec-operator");
    }

    private static Set<String> listed() {
        return Rights.all().stream().map(Right::claim).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> claims(Collection<JsonNode> objects) {
        return objects.stream()
                .filter(object ->
                        object.has("rules") && object.path("kind").asText().endsWith("Role"))
                .flatMap(role -> Chart.stream(role.path("rules"))
                        .flatMap(rule -> granted(role.at("/metadata/name").asText(), rule)))
                .map(Right::claim)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<Right> granted(String role, JsonNode rule) {
        String names = words(rule.path("resourceNames")).collect(Collectors.joining(" "));
        return words(rule.path("apiGroups"))
                .flatMap(group -> words(rule.path("resources")).flatMap(resource -> words(rule.path("verbs"))
                        .map(verb -> new Right(role, group, resource, names, verb, "as rendered"))));
    }

    private static Stream<String> words(JsonNode list) {
        return Chart.stream(list).map(JsonNode::asText);
    }

    private static List<JsonNode> rules(List<JsonNode> objects) {
        return objects.stream()
                .filter(object -> object.path("kind").asText().equals("ClusterRole"))
                .flatMap(role -> Chart.stream(role.path("rules")))
                .toList();
    }

    private static Set<String> names(List<JsonNode> objects) {
        return objects.stream()
                .map(object -> object.at("/metadata/name").asText())
                .collect(Collectors.toSet());
    }

    private static Set<String> kindOf(Right right) {
        return EVERYTHING.stream()
                .filter(object -> object.at("/metadata/name").asText().equals(right.role()))
                .map(object -> object.path("kind").asText())
                .collect(Collectors.toSet());
    }

    private static String group(Resource resource) {
        String version = resource.apiVersion();
        return version.contains("/") ? version.substring(0, version.indexOf('/')) : "";
    }
}
