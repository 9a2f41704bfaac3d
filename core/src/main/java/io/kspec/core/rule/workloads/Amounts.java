package io.kspec.core.rule.workloads;

import io.kspec.core.rule.CelForm;
import io.kspec.core.rule.Headlines;
import io.kspec.core.rule.RuleId;
import io.kspec.core.rule.pod.Cel;
import io.kspec.core.rule.pod.Offence;
import io.kspec.core.rule.pod.PodPart;
import io.kspec.core.rule.pod.PodRule;
import io.kspec.core.subject.Quantity;
import io.kspec.core.subject.Workload;
import io.kspec.core.verdict.Violation;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What the rules about requests and limits share.
abstract class Amounts implements PodRule {
    /// An amount above zero, whatever its suffix.
    private static final String ABOVE_ZERO = "^[+]?[0-9.]*[1-9]";

    private final String section;
    private final String resource;

    /// @param section `requests` or `limits`
    /// @param resource for example `memory`
    Amounts(String section, String resource) {
        this.section = section;
        this.resource = resource;
    }

    @Override
    public RuleId id() {
        return new RuleId(kind().name(), resource);
    }

    /// What would do is for a person to say.
    @Override
    public boolean mends() {
        return false;
    }

    @Override
    public List<Offence> offences(Workload workload) {
        PodPart pod = PodPart.spec(workload);
        if (named(pod)) {
            return List.of();
        }
        return PodPart.containers(workload).stream()
                .filter(PodPart::isDeclared)
                .filter(container -> !named(container))
                .map(container -> new Offence(
                        container.container(),
                        container.path().field("resources").field(section).field(resource),
                        container.at("resources." + section).path(resource).asText("absent"),
                        "more than 0",
                        List.of()))
                .toList();
    }

    @Override
    public CelForm cel() {
        String offends = "!%s.exists(q, string(q).matches('%s'))".formatted(celPlaces("c"), ABOVE_ZERO);
        String ofPod = "%s.exists(q, string(q).matches('%s'))".formatted(celPlaces("variables.podSpec"), ABOVE_ZERO);
        return new CelForm.Expressed(List.of(new CelForm.Validation(
                "%s || !%s.exists(c, %s)".formatted(ofPod, Cel.INIT_AND_REGULAR, offends),
                "resources.%s.%s of every container must be set".formatted(section, resource),
                Cel.offenders(
                        "%s.filter(c, %s)".formatted(Cel.INIT_AND_REGULAR, offends),
                        "resources.%s.%s must be set".formatted(section, resource)))));
    }

    @Override
    public String headline(List<Violation> violations) {
        return "%s without a %s of %s"
                .formatted(
                        Headlines.count(violations.size(), "container", "containers"),
                        section.substring(0, section.length() - 1),
                        resource);
    }

    private boolean named(PodPart part) {
        return sections()
                .map(place -> part.at("resources." + place).path(resource))
                .anyMatch(amount -> amount.isValueNode()
                        && Quantity.of(amount.asText())
                                .filter(quantity -> quantity.value().signum() > 0)
                                .isPresent());
    }

    /// Where the amount may stand; the API server requests what is limited.
    private Stream<String> sections() {
        return section.equals("requests") ? Stream.of("requests", "limits") : Stream.of(section);
    }

    private String celPlaces(String part) {
        return sections()
                .map(place -> Cel.select(part, List.of("resources", place, resource)) + ".orValue('')")
                .collect(Collectors.joining(", ", "[", "]"));
    }
}
