package io.kspec.kube.definition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.core.failure.Failure;
import io.kspec.kube.call.Answer;
import io.kspec.kube.call.ApiCalls;
import io.kspec.kube.call.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Applies definitions server-side under one field manager; never replaces one, never deletes one.
///
/// Of a definition only the spec is demanded, and the labels and annotations that it brings; what others added, such
/// as the authority of a conversion webhook, stays theirs.
public final class DefinitionWriter {
    /// Who holds the fields of the definitions.
    public static final String MANAGER = "kspec-crds";

    private static final int CONFLICT = 409;
    private static final Pattern CLAIMANT = Pattern.compile("conflict with \"((?:[^\"\\\\]|\\\\.)*)\"");

    private final ApiCalls calls;

    public DefinitionWriter(ApiCalls calls) {
        this.calls = calls;
    }

    /// What the server would say to this definition. Nothing is written.
    ///
    /// @param mayTakeFrom field managers whose fields are taken when they hold other values, such as `helm`
    public Applied tryOut(ObjectNode wanted, Set<String> mayTakeFrom) {
        return demand(wanted, mayTakeFrom, true);
    }

    /// Applies it.
    ///
    /// @param mayTakeFrom as for [#tryOut]
    public Applied apply(ObjectNode wanted, Set<String> mayTakeFrom) {
        return demand(wanted, mayTakeFrom, false);
    }

    /// Puts a definition back as it was read before. What is stored in fields that only the old one knows is still
    /// there, as long as nobody wrote those objects in between: be quick.
    ///
    /// @param recorded as it was read, status and managed fields included or not
    public Applied putBack(ObjectNode recorded, Set<String> mayTakeFrom) {
        return demand(recorded, mayTakeFrom, false);
    }

    /// Takes the marks of a Helm release off a definition, and asks Helm to keep it: no release owns it afterwards,
    /// and none that once did deletes it at its next upgrade.
    ///
    /// @param live as it was read; when it changed since, that is a refusal
    public Applied disown(ObjectNode live) {
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        ObjectNode metadata = patch.putObject("metadata");
        metadata.set("resourceVersion", live.path("metadata").path("resourceVersion"));
        DemandedFields.MARKS_OF_HELM.keySet().forEach(section -> unmark(live, metadata, section));
        metadata.withObject("/annotations").put(DemandedFields.KEEP, "keep");
        return switch (calls.send(Call.merge(path(live), patch, MANAGER))) {
            case Answer.Done done -> stored(done, live);
            case Answer.Refused refused -> refused(refused);
        };
    }

    private static void unmark(ObjectNode live, ObjectNode metadata, String section) {
        live.path("metadata").path(section).properties().stream()
                .filter(entry -> DemandedFields.isMarkOfHelm(
                        section, entry.getKey(), entry.getValue().asText("")))
                .forEach(entry -> metadata.withObject("/" + section).putNull(entry.getKey()));
    }

    /// Asks without force first, so that nobody's field is taken who was not named.
    private Applied demand(ObjectNode wanted, Set<String> mayTakeFrom, boolean dryRun) {
        ObjectNode fields = DemandedFields.of(wanted);
        Applied polite = once(fields, false, dryRun);
        boolean mayForce = polite instanceof Applied.Claimed claimed
                && !claimed.claims().isEmpty()
                && claimed.claims().stream().allMatch(claim -> mayTakeFrom.contains(claim.manager()));
        return mayForce ? once(fields, true, dryRun) : polite;
    }

    private Applied once(ObjectNode fields, boolean force, boolean dryRun) {
        return switch (calls.send(Call.apply(path(fields), fields, MANAGER, force, dryRun))) {
            case Answer.Done done -> stored(done, fields);
            case Answer.Refused refused when refused.code() == CONFLICT -> claimed(refused, fields);
            case Answer.Refused refused -> refused(refused);
        };
    }

    private static Applied stored(Answer.Done done, ObjectNode asked) {
        return done.json() instanceof ObjectNode object
                ? new Applied.Done(object)
                : new Applied.Unanswered(new Failure.ServerError(path(asked), "something that is no object"));
    }

    private static Applied refused(Answer.Refused refused) {
        return refused.silent() || refused.code() >= 500
                ? new Applied.Unanswered(refused.why())
                : new Applied.Refused(refused.why());
    }

    private static Applied claimed(Answer.Refused refused, ObjectNode asked) {
        List<FieldClaim> claims = new ArrayList<>();
        for (JsonNode cause : refused.status().path("details").path("causes")) {
            Matcher claimant = CLAIMANT.matcher(cause.path("message").asText(""));
            if (cause.path("reason").asText("").equals("FieldManagerConflict") && claimant.find()) {
                claims.add(new FieldClaim(cause.path("field").asText(""), claimant.group(1)));
            }
        }
        if (claims.isEmpty()) {
            return new Applied.Refused(refused.why());
        }
        FieldClaim first = claims.getFirst();
        return new Applied.Claimed(
                claims,
                new Failure.Malformed(
                        "%s is managed by %s".formatted(first.field(), first.manager()),
                        "CustomResourceDefinition " + DemandedFields.name(asked),
                        "Have %s give the definition up, or allow kspec to take it over.".formatted(first.manager())));
    }

    private static String path(JsonNode definition) {
        return Definitions.PATH + "/" + DemandedFields.name(definition);
    }
}
