package io.kspec.server.crd;

import io.kspec.server.crd.StoredCrd.Status;
import io.kspec.server.database.Transactions;
import io.kspec.server.web.Page;
import io.kspec.server.web.Slice;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What GETs answer about definitions.
@Singleton
final class CrdViews {
    private final Transactions transactions;
    private final CrdRepository repository;
    private final Crds crds;
    private final InstalledCrds installed;

    @Inject
    CrdViews(Transactions transactions, CrdRepository repository, Crds crds, InstalledCrds installed) {
        this.transactions = transactions;
        this.repository = repository;
        this.crds = crds;
        this.installed = installed;
    }

    CrdAnswer.Items page(Optional<String> operator, Optional<Status> status, Page page) {
        Slice<StoredCrd> slice = transactions.call(transaction -> repository.page(transaction, operator, status, page));
        return new CrdAnswer.Items(
                slice.items().stream().map(CrdAnswer.Item::of).toList(), slice.paging());
    }

    CrdAnswer.One one(String name) {
        return transactions.call(transaction -> {
            List<StoredCrd> known = crds.known(transaction, name);
            var history = new History(known);
            Set<String> operators =
                    known.stream().map(each -> each.named().operatorName()).collect(Collectors.toSet());
            return CrdAnswer.One.of(
                    history.newest().orElseThrow(), history.changes(), installed.of(transaction, name, operators));
        });
    }
}
