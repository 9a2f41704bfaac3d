package io.kspec.server.rollout;

import io.kspec.lifecycle.rollout.Answer;
import io.kspec.lifecycle.rollout.Command;
import io.kspec.lifecycle.rollout.Event;
import io.kspec.lifecycle.rollout.Revision;
import io.kspec.lifecycle.rollout.Rollout;
import io.kspec.server.rollout.InstallationRepository.Installation;
import io.kspec.server.rollout.LeaseRepository.Applicant;
import io.kspec.server.rollout.LeaseRepository.Lost;
import io.kspec.server.rollout.LeaseRepository.Place;
import io.kspec.server.rollout.LeaseRepository.Taken;
import io.kspec.server.rollout.RolloutRepository.Stored;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;

/// Does the commands of [Lane#RECORDS], in the transaction that ends them: they are done exactly once.
@Singleton
final class RecordWork {
    private static final Duration ASK_AGAIN = Duration.ofSeconds(5);
    private final Records records;
    private final Consents consents;
    private final Announcements announcements;
    private final RolloutSettings settings;

    @Inject
    RecordWork(Records records, Consents consents, Announcements announcements, RolloutSettings settings) {
        this.records = records;
        this.consents = consents;
        this.announcements = announcements;
        this.settings = settings;
    }

    /// The tables that commands change.
    @Singleton
    record Records(
            RolloutRepository rollouts,
            LeaseRepository leases,
            SlotRepository slots,
            InstallationRepository installations,
            InboxRepository inbox) {}

    /// The event that the command leads to; empty when nobody waits for one.
    Optional<Event> perform(DSLContext transaction, Stored.Known known, Command command, Instant now) {
        Rollout rollout = known.rollout();
        UUID id = UUID.fromString(rollout.id());
        return switch (command) {
            case Command.RequestApproval ask -> {
                consents.ask(transaction, rollout, ask.approval(), ask.digest());
                yield Optional.empty();
            }
            case Command.WithdrawApprovals withdraw -> {
                consents.withdraw(transaction, rollout, withdraw.reason());
                yield Optional.empty();
            }
            case Command.Notify notify -> {
                announcements.tell(transaction, rollout, notify.subject(), notify.message());
                yield Optional.empty();
            }
            case Command.WakeAt _ -> Optional.of(new Event.TimePassed());
            case Command.ClaimSlot claim -> Optional.of(new Event.Answered(claim.id(), slot(transaction, id, now)));
            case Command.ReleaseSlot _ -> {
                records.slots().release(transaction, id);
                yield Optional.empty();
            }
            case Command.AcquireLease acquire ->
                Optional.of(new Event.Answered(acquire.id(), lease(transaction, known, acquire.cluster(), now)));
            case Command.ReleaseLease release -> {
                records.leases().release(transaction, place(rollout, release), id, release.fence());
                yield Optional.empty();
            }
            case Command.RestoreRecord restore -> {
                restore(transaction, rollout, restore, now);
                yield Optional.of(new Event.Answered(restore.id(), new Answer.Done()));
            }
            case Command.Judge _,
                    Command.Export _,
                    Command.ApplyCrds _,
                    Command.InstallRelease _,
                    Command.CheckHealth _,
                    Command.VerifyObjects _,
                    Command.SwitchTraffic _,
                    Command.SwitchBack _,
                    Command.ScaleDown _,
                    Command.ScaleUp _,
                    Command.RemoveColour _,
                    Command.RecoverRelease _,
                    Command.JudgeBack _,
                    Command.RollBackRelease _,
                    Command.UninstallRelease _ ->
                throw new IllegalStateException("%s is done in clusters".formatted(command.word()));
        };
    }

    static Place place(Rollout rollout, Command.OnCluster command) {
        return new Place(rollout.order().operator(), command.cluster());
    }

    private Answer slot(DSLContext transaction, UUID id, Instant now) {
        return records.slots().take(transaction, id, settings.slots(), now)
                ? new Answer.Granted(0)
                : new Answer.Busy(
                        "%d rollouts are running, as many as may run at a time".formatted(settings.slots()),
                        Optional.of(now.plus(ASK_AGAIN)));
    }

    private Answer lease(DSLContext transaction, Stored.Known known, String cluster, Instant now) {
        UUID id = UUID.fromString(known.rollout().id());
        String operator = known.rollout().order().operator();
        Place place = new Place(operator, cluster);
        Applicant applicant = new Applicant(id, known.number());
        return switch (records.leases()
                .take(transaction, place, applicant, new LeaseRepository.Term(now, settings.lease()))) {
            case Taken.Held(long token, Optional<Lost> lost) -> {
                lost.ifPresent(from -> records.inbox()
                        .leave(transaction, from.rollout(), new Event.LeaseLost(cluster, from.token()), now));
                for (UUID older : records.rollouts().olderOn(transaction, operator, cluster, known.number())) {
                    records.inbox().leave(transaction, older, new Event.Superseded(cluster, id.toString()), now);
                }
                yield new Answer.Granted(token);
            }
            case Taken.Busy busy ->
                new Answer.Busy(
                        "deployment %s of %s holds %s".formatted(busy.holder(), operator, cluster),
                        Optional.of(now.plus(ASK_AGAIN)));
            case Taken.Owned _ ->
                new Answer.Refused("A later deployment of %s changed %s. Roll that one back instead."
                        .formatted(operator, cluster));
        };
    }

    private void restore(DSLContext transaction, Rollout rollout, Command.RestoreRecord restore, Instant now) {
        Place place = place(rollout, restore);
        if (restore.previous().isEmpty()) {
            records.installations().remove(transaction, place);
            return;
        }
        Revision previous = restore.previous().get();
        UUID id = UUID.fromString(rollout.id());
        Optional<String> namespace =
                records.installations().at(transaction, place).flatMap(Installation::namespace);
        records.installations().put(transaction, new Installation(place, previous, namespace, id, now));
    }
}
