package io.kspec.core.resolve;

import static io.kspec.core.resolve.Libraries.effective;
import static io.kspec.core.resolve.Libraries.problems;
import static io.kspec.core.resolve.Libraries.refused;
import static io.kspec.core.resolve.Libraries.resolved;
import static io.kspec.core.resolve.Libraries.specifications;
import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.core.Yaml;
import io.kspec.core.spec.ClusterSpec;
import io.kspec.core.verdict.FieldPath;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ResolutionTest {
    private static final Library TABLE = specifications("""
            base:
              network: {requireNetworkPolicies: true, defaultDenyIngress: true}
              workloads: {images: {requireDigests: true, allowedRegistries: [r1.example.com]}}
            """);
    private static final String TABLE_OWN = """
            policyInheritance: {basePolicies: [base], mergeStrategy: %s}
            workloads:
              images: {requireDigests: false, disallowLatestTag: true, allowedRegistries: [r2.example.com]}
            """;
    private static final Library SAMPLE = specifications("""
            base:
              workloads:
                containers: {required: [{key: securityContext.runAsNonRoot}]}
                images: {allowedRegistries: [a.example.com]}
            """);
    private static final String SAMPLE_OWN = """
            policyInheritance: {basePolicies: [base], mergeStrategy: %s}
            workloads: {images: {requireDigests: true, allowedRegistries: [b.example.com]}}
            """;

    @Test
    void underMergeOwnValuesWinAndListsAreJoined() {
        var spec = effective(TABLE_OWN.formatted("merge"), TABLE);

        assertThat(spec.workloads().images())
                .isEqualTo(Yaml.spec("""
                        workloads:
                          images:
                            requireDigests: false
                            disallowLatestTag: true
                            allowedRegistries: [r1.example.com, r2.example.com]
                        """).workloads().images());
        assertThat(spec.network().defaultDenyIngress()).isTrue();
    }

    @Test
    void underOverrideAnOwnSectionReplacesTheOneOfTheBaseAndTheOthersStay() {
        var spec = effective(TABLE_OWN.formatted("override"), TABLE);

        assertThat(spec.workloads().images())
                .isEqualTo(Yaml.spec("""
                        workloads:
                          images: {requireDigests: false, disallowLatestTag: true, allowedRegistries: [r2.example.com]}
                        """).workloads().images());
        assertThat(spec.network().defaultDenyIngress()).isTrue();
    }

    @Test
    void underAppendAChangedValueIsRefusedAndBothAreNamed() {
        var refused = refused(TABLE_OWN.formatted("append"), TABLE);

        assertThat(refused.reason()).isEqualTo(Resolution.Reason.POLICY_CONFLICT);
        assertThat(refused.problems()).singleElement().satisfies(problem -> assertThat(problem.sentence())
                .startsWith("spec.workloads.images.requireDigests: ClusterSpecification base declares true,"
                        + " ClusterSpecification own declares false"));
    }

    @ParameterizedTest
    @CsvSource({"merge", "append"})
    void theSampleJoinsNonRootDigestsAndBothRegistries(String strategy) {
        assertThat(effective(SAMPLE_OWN.formatted(strategy), SAMPLE)).isEqualTo(Yaml.spec("""
                        workloads:
                          containers: {required: [{key: securityContext.runAsNonRoot}]}
                          images: {requireDigests: true, allowedRegistries: [a.example.com, b.example.com]}
                        """));
    }

    @Test
    void theSampleUnderOverrideHasDigestsAndItsOwnRegistryOnly() {
        assertThat(effective(SAMPLE_OWN.formatted("override"), SAMPLE)).isEqualTo(Yaml.spec("""
                        workloads: {images: {requireDigests: true, allowedRegistries: [b.example.com]}}
                        """));
    }

    @Test
    void ofTwoEntriesWithOneKeyTheOwnOneWinsUnderMergeAndAppendRefusesThem() {
        Library library = specifications("""
                base:
                  workloads:
                    containers:
                      required: [{key: securityContext.runAsUser, value: 1000}, {key: image, exists: true}]
                """);
        String own = """
                policyInheritance: {basePolicies: [base], mergeStrategy: %s}
                workloads: {containers: {required: [{key: securityContext.runAsUser, value: 2000}]}}
                """;

        assertThat(effective(own.formatted("merge"), library)
                        .workloads()
                        .containers()
                        .required())
                .isEqualTo(Yaml.spec("""
                        workloads:
                          containers:
                            required: [{key: securityContext.runAsUser, value: 2000}, {key: image, exists: true}]
                        """).workloads().containers().required());
        assertThat(problems(own.formatted("append"), library))
                .singleElement()
                .asString()
                .contains("spec.workloads.containers.required", "1000", "2000", "for securityContext.runAsUser");
    }

    @Test
    void theTemplateComesFirstThenTheBasesInOrderThenTheOwnFields() {
        Library library = specifications("""
                first: {podSecurity: {enforce: baseline, audit: baseline, warn: baseline}}
                second: {podSecurity: {audit: restricted, warn: restricted}}
                """);

        var spec = effective("""
                policyTemplate: {name: compliance-strict}
                policyInheritance: {basePolicies: [first, second]}
                podSecurity: {warn: privileged}
                """, library);

        assertThat(spec.podSecurity())
                .isEqualTo(Yaml.spec("podSecurity: {enforce: baseline, audit: restricted, warn: privileged}")
                        .podSecurity());
        assertThat(spec.rbac().disallowDefaultServiceAccountTokens()).isTrue();
    }

    @Test
    void whomItSpeaksOfAndWhatIsDoneAboutItIsItsOwn() {
        Library library = specifications("""
                base:
                  version: 9.9.9
                  enforcement: {mode: enforce}
                  webhooks: {failurePolicy: Ignore}
                  clusterRef: {name: elsewhere}
                  namespaceScope: {includeNamespaces: [shop]}
                  timeBasedActivation: {enabled: true}
                  policyExemptions: [{name: all, reason: because I say so}]
                  alertConfigs: [pager]
                  rbac: {disallowClusterAdminBindings: true}
                """);

        assertThat(effective("{enforcement: {mode: audit}, policyInheritance: {basePolicies: [base]}}", library))
                .isEqualTo(Yaml.spec("{enforcement: {mode: audit}, rbac: {disallowClusterAdminBindings: true}}"));
    }

    @Test
    void everyDemandKeepsTheOneThatDeclaredItThroughAllBases() {
        Library library = specifications("""
                low: {kubernetes: {minVersion: '1.30'}, network: {disallowedPorts: [22]}}
                middle: {policyTemplate: {name: security-baseline}, policyInheritance: {basePolicies: [low]}}
                """);

        var resolved = resolved("""
                policyInheritance: {basePolicies: [middle]}
                network: {disallowedPorts: [23]}
                """, library);

        assertThat(resolved.origins())
                .extracting(origin -> origin.entry() + " from " + origin.source())
                .contains(
                        "kubernetes.minVersion=\"1.30\" from ClusterSpecification low",
                        "podSecurity.enforce=\"baseline\" from PolicyTemplate security-baseline",
                        "network.disallowedPorts[0]=22 from ClusterSpecification low",
                        "network.disallowedPorts[1]=23 from ClusterSpecification own");
        assertThat(resolved.source(FieldPath.of("spec.network.disallowedPorts.1")))
                .contains("ClusterSpecification own");
        assertThat(resolved.source(FieldPath.of("spec.rbac"))).isEmpty();
    }

    @Test
    void anEntryForTheStatusIsCut() {
        var origin = new Origin(FieldPath.of("spec.rules.0"), "x".repeat(600), "ClusterSpecification own");

        assertThat(origin.entry()).hasSize(512).startsWith("rules[0]=x").endsWith("...");
    }

    @Test
    void aTemplateMayBeABaseWithItsDefaults() {
        assertThat(effective("policyInheritance: {basePolicies: [compliance-strict]}", Library.builtIn())
                        .workloads()
                        .images()
                        .requireDigests())
                .isTrue();
    }

    @Test
    void basesThatLeadBackAreNamedInTheirOrder() {
        var refused = refused("policyInheritance: {basePolicies: [a]}", specifications("""
                        a: {policyInheritance: {basePolicies: [b]}}
                        b: {policyInheritance: {basePolicies: [own]}}
                        """));

        assertThat(refused.reason()).isEqualTo(Resolution.Reason.INHERITANCE_CYCLE);
        assertThat(refused.problems()).singleElement().satisfies(problem -> assertThat(problem.sentence())
                .startsWith("spec.policyInheritance.basePolicies[0]")
                .contains("own -> a -> b -> own"));
    }

    @Test
    void aCycleThatDoesNotTouchTheSpecificationIsFoundToo() {
        assertThat(problems("policyInheritance: {basePolicies: [a]}", specifications("""
                        a: {policyInheritance: {basePolicies: [b]}}
                        b: {policyInheritance: {basePolicies: [a]}}
                        """)))
                .singleElement()
                .asString()
                .contains("own -> a -> b -> a");
    }

    @Test
    void aMissingBaseOrTemplateIsNamedWithTheNearestOne() {
        Library library = specifications("production: {rbac: {disallowClusterAdminBindings: true}}");

        var base = refused("policyInheritance: {basePolicies: [prodction]}", library);
        assertThat(base.reason().word()).isEqualTo("BaseNotFound");
        assertThat(base.problems().getFirst().sentence())
                .isEqualTo("spec.policyInheritance.basePolicies[0]: there is no ClusterSpecification or template"
                        + " \"prodction\". Did you mean \"production\"?");

        var template = refused("policyTemplate: {name: security-basline}", library);
        assertThat(template.reason().word()).isEqualTo("TemplateNotFound");
        assertThat(template.problems().getFirst().sentence())
                .isEqualTo("spec.policyTemplate.name: there is no template \"security-basline\"."
                        + " Did you mean \"security-baseline\"?");
        assertThat(problems("policyTemplate: {name: zzz}", library))
                .singleElement()
                .asString()
                .endsWith("There are: compliance-strict, security-baseline.");
    }

    @Test
    void whatIsMissingBelowABaseSaysHowItWasReached() {
        assertThat(problems("policyInheritance: {basePolicies: [a]}", specifications("""
                        a: {policyTemplate: {name: none}, policyInheritance: {basePolicies: [gone]}}
                        """)))
                .satisfiesExactly(
                        template -> assertThat(template)
                                .startsWith("spec.policyInheritance.basePolicies[0]: there is no template \"none\""
                                        + " (own -> a)"),
                        base -> assertThat(base)
                                .startsWith("spec.policyInheritance.basePolicies[0]: there is no ClusterSpecification"
                                        + " or template \"gone\" (own -> a -> gone)"));
    }

    @Test
    void fiveLevelsOfBasesAreAllowedAndSixAreNot() {
        assertThat(effective("policyInheritance: {basePolicies: [b1]}", chain(5))
                        .kubernetes())
                .isNotNull();
        assertThat(problems("policyInheritance: {basePolicies: [b1]}", chain(6)))
                .singleElement()
                .asString()
                .contains("more than 5 deep: own -> b1 -> b2 -> b3 -> b4 -> b5 -> b6");
    }

    @Test
    void aBaseThatIsAlsoReachedByAShortWayDoesNotHideALongOne() {
        assertThat(problems("policyInheritance: {basePolicies: [b2, b1]}", chain(6)))
                .singleElement()
                .asString()
                .contains("more than 5 deep: own -> b1 -> b2");
    }

    @Test
    void twentyBasesOfTwentyBasesAreWalkedOnceEach() {
        String names = IntStream.range(0, 20).mapToObj(i -> "%s-" + i).collect(Collectors.joining(", "));
        String levels = IntStream.range(0, 5)
                .boxed()
                .flatMap(level -> IntStream.range(0, 20)
                        .mapToObj(i -> level == 4
                                ? "l4-%d: {network: {disallowedPorts: [%d]}}".formatted(i, i + 1)
                                : "l%d-%d: {policyInheritance: {basePolicies: [%s]}}"
                                        .formatted(level, i, names.replace("%s", "l" + (level + 1)))))
                .collect(Collectors.joining("\n"));

        assertThat(effective(
                                "policyInheritance: {basePolicies: [%s]}".formatted(names.replace("%s", "l0")),
                                specifications(levels))
                        .network()
                        .disallowedPorts())
                .hasSize(20);
    }

    @Test
    void aNameThatIsASpecificationAndATemplateIsRefused() {
        assertThat(problems(
                        "policyInheritance: {basePolicies: [security-baseline]}",
                        specifications("security-baseline: {}")))
                .singleElement()
                .asString()
                .contains("is a ClusterSpecification and a template");
    }

    @Test
    void aNameThatCannotBeReadIsNotTakenForAFreeOne() {
        Library library = new LibraryOfObjects(List.of(Yaml.one("""
                        {apiVersion: kspec.io/v1alpha1, kind: ClusterSpecification, metadata: {name: base},
                         spec: {podSecurity: {enforce: strict}}}
                        """)), List.of());

        assertThat(problems("policyInheritance: {basePolicies: [base]}", library))
                .singleElement()
                .asString()
                .contains("\"base\" cannot be used: spec.podSecurity.enforce: \"strict\" is not allowed");
        assertThat(problems("policyTemplate: {name: base}", library))
                .singleElement()
                .asString()
                .contains("\"base\" cannot be used");
    }

    @Test
    void aLibraryWithGapsKnowsNoNameToBeFree() {
        var gap = new io.kspec.core.validation.SpecProblem(
                FieldPath.of("policytemplates"), "may not list policytemplates", "Grant the verb list.");
        Library library = new LibraryOfObjects(List.of(), List.of(gap));

        assertThat(problems("policyTemplate: {name: mine}", library))
                .singleElement()
                .asString()
                .contains("may not list policytemplates");
        assertThat(effective("policyTemplate: {name: security-baseline}", library)
                        .podSecurity())
                .isNotNull();
    }

    @Test
    void twoDifferentObjectsOfOneNameCanBeUsedForNothing() {
        var objects = List.of(
                "{apiVersion: kspec.io/v1alpha1, kind: ClusterSpecification, metadata: {name: a}, spec: {}}",
                "{apiVersion: kspec.io/v1alpha1, kind: ClusterSpecification, metadata: {name: a}, spec: {rules: []}}",
                "{apiVersion: v1, kind: ConfigMap, metadata: {name: a}}",
                "{apiVersion: kspec.io/v1alpha1, kind: ClusterTarget, metadata: {name: a}}");
        var same = new LibraryOfObjects(objects.stream().map(Yaml::one).toList(), List.of());
        assertThat(same.unreadable("a")).isEmpty();

        var different = new LibraryOfObjects(
                List.of(
                        Yaml.one(objects.getFirst()),
                        Yaml.one(objects.getFirst().replace("spec: {}", "spec: {version: 1.0.0}"))),
                List.of());
        assertThat(problems("policyInheritance: {basePolicies: [a]}", different))
                .singleElement()
                .asString()
                .contains("stands for two different objects");
    }

    @Test
    void aSpecificationThatBuildsOnNothingStaysAsItIs() {
        ClusterSpec own = Yaml.spec("{enforcement: {mode: enforce}, kubernetes: {minVersion: '1.30'}}");

        assertThat(Resolution.of("own", own, Library.builtIn()))
                .isInstanceOfSatisfying(Resolution.Resolved.class, resolved -> {
                    assertThat(resolved.effective()).isSameAs(own);
                    assertThat(resolved.origins()).hasSize(1);
                });
        assertThat(effective("{policyInheritance: {}, kubernetes: {minVersion: '1.30'}}", Library.builtIn()))
                .isEqualTo(Yaml.spec("kubernetes: {minVersion: '1.30'}"));
    }

    @Test
    void aJoinedListThatGrewBeyondItsBoundIsRefused() {
        String ports = IntStream.rangeClosed(1, 400).mapToObj(Integer::toString).collect(Collectors.joining(", "));
        String others =
                IntStream.rangeClosed(401, 800).mapToObj(Integer::toString).collect(Collectors.joining(", "));

        var refused = refused(
                "{policyInheritance: {basePolicies: [a]}, network: {disallowedPorts: [%s]}}".formatted(others),
                specifications("a: {network: {disallowedPorts: [%s]}}".formatted(ports)));

        assertThat(refused.reason()).isEqualTo(Resolution.Reason.INVALID_FIELD);
        assertThat(refused.problems().getFirst().sentence()).contains("has 800 entries");
    }

    /// b1 builds on b2, and so on; the last one demands something.
    private static Library chain(int length) {
        return specifications(IntStream.rangeClosed(1, length)
                .mapToObj(i -> i == length
                        ? "b%d: {kubernetes: {minVersion: '1.30'}}".formatted(i)
                        : "b%d: {policyInheritance: {basePolicies: [b%d]}}".formatted(i, i + 1))
                .collect(Collectors.joining("\n")));
    }
}
