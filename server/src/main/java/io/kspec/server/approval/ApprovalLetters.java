package io.kspec.server.approval;

import io.kspec.lifecycle.approval.Approval;
import io.kspec.lifecycle.approval.Approvals;
import io.kspec.server.account.People;
import io.kspec.server.mail.Letter;
import io.kspec.server.mail.Letter.Fact;
import io.kspec.server.mail.Mail;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jooq.DSLContext;

/// Tells those who may decide that they are asked, and the requester what became of it.
@Singleton
final class ApprovalLetters {
    private static final String PATH = "/api/v1/approvals/";
    private final Mail mail;
    private final People people;

    @Inject
    ApprovalLetters(Mail mail, People people) {
        this.mail = mail;
        this.people = people;
    }

    void asked(DSLContext transaction, Request request) {
        Stream<String> mayDecide = people.reachable(transaction).stream()
                .filter(person -> mayDecide(person, request.approval()))
                .map(People.Reachable::email);
        Letter letter = new Letter(
                "Approval",
                request.id().toString(),
                "Approval needed: " + summary(request),
                "%s asks for your approval. %s"
                        .formatted(
                                request.requester().name(),
                                request.approval().need().reason()),
                facts(request),
                Stream.concat(Stream.of(whatToDo(request)), link(request)).toList());
        mail.post(
                transaction,
                letter,
                Stream.concat(mayDecide, mail.approvers().stream()).toList());
    }

    private static boolean mayDecide(People.Reachable person, Approval approval) {
        return Approvals.whyNot(Deciders.of(person.id(), person.roles(), person.environments()), approval)
                .isEmpty();
    }

    private static String whatToDo(Request request) {
        String quorum = request.approval().need().quorum() == 1
                ? ""
                : " It needs %d different people."
                        .formatted(request.approval().need().quorum());
        return "Read the request, then approve or reject it before its deadline; after that it has expired.%s"
                .formatted(quorum);
    }

    /// To the requester, once it is decided; while others must consent as well there is nothing to tell.
    void decided(DSLContext transaction, Request request) {
        Optional<String> outcome = outcome(request);
        if (outcome.isEmpty()) {
            return;
        }
        Letter letter = new Letter(
                "Approval",
                request.id().toString(),
                "%s: %s".formatted(ApprovalRows.word(request.state()), summary(request)),
                outcome.get(),
                facts(request),
                link(request).toList());
        mail.post(transaction, letter, request.requester().email().stream().toList());
    }

    private static Optional<String> outcome(Request request) {
        Optional<Approval.Ended> ended = request.approval().ended();
        String by = ended.map(end -> request.name(end.by())).orElse("");
        String said = ended.map(Approval.Ended::reason).orElse("");
        return switch (request.state()) {
            case PENDING, CANCELLED -> Optional.empty();
            case APPROVED ->
                Optional.of("%s approved your request.%s".formatted(by, said.isBlank() ? "" : " They said: " + said));
            case REJECTED -> Optional.of("%s rejected your request. They said: %s".formatted(by, said));
            case EXPIRED ->
                Optional.of(
                        "Your request has expired: %s. Ask again, and tell somebody who may decide.".formatted(said));
        };
    }

    private static List<Fact> facts(Request request) {
        Ask.What what = request.what();
        return List.of(
                new Fact("Type", request.approval().need().approval().word()),
                new Fact("Operator", what.operator()),
                new Fact("From version", what.fromVersion().stream().toList()),
                new Fact("To version", what.targetVersion()),
                new Fact("Environment", request.approval().need().environment().word()),
                new Fact("Clusters", what.clusters()),
                new Fact("Requested by", request.requester().name()),
                new Fact("Reason", request.approval().need().reason()),
                new Fact("CRD changes", what.crdChanges()),
                new Fact("Deadline", request.approval().expiresAt().toString()),
                new Fact("Request", request.id().toString()));
    }

    private Stream<String> link(Request request) {
        return mail.link(PATH + request.id()).map(URI::toString).stream();
    }

    private static String summary(Request request) {
        return "%s %s to %s"
                .formatted(
                        request.what().operator(),
                        request.what().targetVersion(),
                        request.approval().need().environment().word());
    }
}
