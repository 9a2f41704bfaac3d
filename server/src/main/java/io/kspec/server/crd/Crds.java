package io.kspec.server.crd;

import io.kspec.lifecycle.approval.ApprovalState;
import io.kspec.lifecycle.crd.Compatibility;
import io.kspec.lifecycle.version.SemanticVersion;
import io.kspec.server.access.Caller;
import io.kspec.server.approval.Approvals;
import io.kspec.server.approval.CrdConsent;
import io.kspec.server.approval.Decided;
import io.kspec.server.approval.Request;
import io.kspec.server.audit.Actor;
import io.kspec.server.audit.Audit;
import io.kspec.server.audit.AuditEvent;
import io.kspec.server.audit.Entry;
import io.kspec.server.crd.StoredCrd.Approval;
import io.kspec.server.crd.StoredCrd.Standing;
import io.kspec.server.crd.StoredCrd.Status;
import io.kspec.server.database.Transactions;
import io.kspec.server.operator.Operators;
import io.kspec.server.web.Code;
import io.kspec.server.web.Problem;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jooq.DSLContext;

/// Stores schemas, judges new ones and records consents. Refusals are thrown as [io.kspec.server.web.Refused].
@Singleton
public final class Crds {
    private static final int MOST_PER_VERSION = 50;

    private final Transactions transactions;
    private final CrdRepository repository;
    private final Operators operators;
    private final Approvals approvals;
    private final Audit audit;
    private final MeterRegistry metrics;
    private final Clock clock;

    @Inject
    Crds(
            Transactions transactions,
            CrdRepository repository,
            Operators operators,
            Approvals approvals,
            Audit audit,
            MeterRegistry metrics,
            Clock clock) {
        this.transactions = transactions;
        this.repository = repository;
        this.operators = operators;
        this.approvals = approvals;
        this.audit = audit;
        this.metrics = metrics;
        this.clock = clock;
    }

    /// A schema that was stored, and whether it is new.
    record Kept(StoredCrd crd, boolean added) {}

    Kept store(CrdRequest.Store request, Actor actor) {
        StoredCrd wanted = StoredSchema.wanted(request, now());
        return transactions.call(transaction -> {
            operators.get(transaction, wanted.named().operatorName());
            History history =
                    history(transaction, wanted.named().name(), wanted.named().operatorName());
            Optional<StoredCrd> same = repository
                    .named(transaction, wanted.named().name())
                    .stream()
                    .filter(crd -> crd.named().equals(wanted.named()))
                    .findFirst();
            if (same.isPresent()) {
                return unchanged(same.get(), wanted);
            }
            refuseTooMany(transaction, wanted);
            StoredCrd judged = judged(wanted, history);
            repository.add(transaction, judged);
            audit.record(
                    transaction,
                    Entry.success(
                            AuditEvent.CrdRegistered,
                            actor,
                            "Crd",
                            judged.named().name(),
                            "Stored the schema of %s for version %s of operator %s."
                                    .formatted(
                                            judged.named().name(),
                                            judged.named().operatorVersion(),
                                            judged.named().operatorName())));
            return new Kept(judged, true);
        });
    }

    /// Shown with 0 from the start, so that the first one is an increase.
    void show(@Observes StartupEvent start) {
        List.of(true, false).forEach(this::validated);
    }

    private Counter validated(boolean compatible) {
        return metrics.counter("crds.validated.total", "result", compatible ? "compatible" : "breaking");
    }

    CrdAnswer.Validated validate(String name, CrdRequest.Validate request) {
        SchemaText next = SchemaText.read("newSchemaDefinition", request.newSchemaDefinition());
        StoredCrd before = transactions.call(transaction -> base(transaction, name, request.newOperatorVersion()));
        Compatibility compatibility =
                Compatibility.of(SchemaText.stored(before.schema()).comparedWith(next, "newSchemaDefinition"));
        validated(compatibility.isCompatible()).increment();
        return CrdAnswer.Validated.of(compatibility, clock.instant());
    }

    /// Consents to what one version breaks: the same act as approving the requests of rollouts that wait for it.
    /// Repeated, it decides about the requests that came since. Who asked for such a rollout may not.
    StoredCrd approve(String name, CrdRequest.Approve request, Caller caller) {
        // Refuses outside the transaction: what is recorded about a refusal is kept.
        return switch (transactions.call(transaction -> approved(transaction, name, request, caller))) {
            case Consented.Stored(StoredCrd crd) -> crd;
            case Consented.Forbidden(String why) -> throw new Problem(Code.FORBIDDEN, why).refused();
        };
    }

    private sealed interface Consented {
        record Stored(StoredCrd crd) implements Consented {}

        record Forbidden(String why) implements Consented {}
    }

    private Consented approved(DSLContext transaction, String name, CrdRequest.Approve request, Caller caller) {
        StoredCrd crd = pending(transaction, name, request.operatorVersion());
        String notes = request.notes().orElse("");
        boolean waits = false;
        for (Decided decided : approvals.approveCrd(transaction, caller, consent(transaction, crd, notes))) {
            if (decided instanceof Decided.Forbidden(String why)) {
                return new Consented.Forbidden(why);
            }
            waits |= decided instanceof Decided.Done(Request asked) && asked.state() == ApprovalState.PENDING;
        }
        // Where other people must consent as well, the last of them makes it Approved.
        if (!waits && crd.standing().approval() != Approval.Approved) {
            repository.approve(transaction, crd.id(), caller.name(), now());
            audit.record(
                    transaction,
                    Entry.success(
                                    AuditEvent.CrdApproved,
                                    Actor.of(caller),
                                    "Crd",
                                    name,
                                    "Consented to %s as version %s of the operator brings it."
                                            .formatted(name, crd.named().operatorVersion()))
                            .with("digest", crd.digest())
                            .with("notes", notes));
        }
        return new Consented.Stored(known(transaction, name).stream()
                .filter(each -> each.id().equals(crd.id()))
                .findFirst()
                .orElseThrow());
    }

    private CrdConsent consent(DSLContext transaction, StoredCrd crd, String notes) {
        String operator = crd.named().operatorName();
        String version = crd.named().operatorVersion();
        Set<String> names = new HashSet<>(repository.approved(transaction, operator, version));
        names.add(crd.named().name());
        return new CrdConsent(operator, version, names, notes);
    }

    void deprecate(String name, CrdRequest.Deprecate request, Actor actor) {
        String reason = request.reason()
                .filter(text -> !text.isBlank())
                .orElseThrow(() -> Problem.invalid("reason", "is required").refused());
        transactions.run(transaction -> {
            known(transaction, name);
            repository.deprecate(
                    transaction, name, reason, request.migrationGuide().orElse(""), now());
            audit.record(
                    transaction,
                    Entry.success(AuditEvent.CrdDeprecated, actor, "Crd", name, "Deprecated %s.".formatted(name))
                            .with("reason", reason));
        });
    }

    private StoredCrd base(DSLContext transaction, String name, Optional<String> version) {
        version.filter(text -> SemanticVersion.parse(text).isEmpty()).ifPresent(_ -> {
            throw Problem.invalid("newOperatorVersion", "is no semantic version such as 1.2.3")
                    .refused();
        });
        History history = new History(known(transaction, name));
        return version.flatMap(history::before).or(history::newest).orElseThrow();
    }

    private StoredCrd pending(DSLContext transaction, String name, Optional<String> version) {
        List<StoredCrd> candidates = known(transaction, name).stream()
                .filter(crd -> version.map(crd.named().operatorVersion()::equals)
                        .orElse(crd.standing().approval() == Approval.Pending))
                .toList();
        if (candidates.size() != 1) {
            throw new Problem(
                            Code.INVALID_STATE,
                            "%d versions of %s fit. Name one as operatorVersion.".formatted(candidates.size(), name))
                    .refused();
        }
        if (candidates.getFirst().standing().approval() == Approval.NotRequired) {
            throw new Problem(
                            Code.INVALID_STATE,
                            "Version %s of %s breaks nothing: no consent is needed."
                                    .formatted(candidates.getFirst().named().operatorVersion(), name))
                    .refused();
        }
        return candidates.getFirst();
    }

    /// Every version of one; throws [io.kspec.server.web.Refused] (404) when there is none.
    List<StoredCrd> known(DSLContext transaction, String name) {
        List<StoredCrd> versions = repository.named(transaction, name);
        if (versions.isEmpty()) {
            throw new Problem(
                            Code.CRD_NOT_FOUND,
                            "No schema of %s is stored. GET /api/v1/crds lists those that are.".formatted(name))
                    .refused();
        }
        return versions;
    }

    private History history(DSLContext transaction, String name, String operator) {
        return new History(repository.named(transaction, name).stream()
                .filter(crd -> crd.named().operatorName().equals(operator))
                .toList());
    }

    private static StoredCrd judged(StoredCrd wanted, History history) {
        boolean breaks = history.before(wanted.named().operatorVersion())
                .map(before -> History.between(before, wanted).requiresApproval())
                .orElse(false);
        Standing standing = new Standing(
                Status.Active,
                breaks ? Approval.Pending : Approval.NotRequired,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "",
                "",
                wanted.standing().createdAt());
        return new StoredCrd(
                wanted.id(),
                wanted.named(),
                wanted.versions(),
                wanted.schema(),
                wanted.schemaVersion(),
                wanted.digest(),
                standing);
    }

    private static Kept unchanged(StoredCrd stored, StoredCrd wanted) {
        if (!stored.digest().equals(wanted.digest())) {
            throw new Problem(
                            Code.CRD_VERSION_EXISTS,
                            "%s is stored with another schema for version %s. A version never changes: raise it."
                                    .formatted(
                                            stored.named().name(),
                                            stored.named().operatorVersion()))
                    .refused();
        }
        return new Kept(stored, false);
    }

    private void refuseTooMany(DSLContext transaction, StoredCrd wanted) {
        int count = repository.countOf(
                transaction, wanted.named().operatorName(), wanted.named().operatorVersion());
        if (count >= MOST_PER_VERSION) {
            throw Problem.invalid(
                            "operatorVersion", "has %d definitions already, the most there may be".formatted(count))
                    .refused();
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
