package io.kspec.server.operator;

import io.kspec.server.database.Transactions;
import io.kspec.server.web.Page;
import io.kspec.server.web.Slice;
import io.kspec.server.web.Tags;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;

/// What GETs answer about operators.
@Singleton
public final class OperatorLists {
    private final Transactions transactions;
    private final Operators operators;
    private final OperatorRepository repository;
    private final VersionRefresh versions;
    private final Instance<OperatorPlaces> places;
    private final Tags tags;

    @Inject
    OperatorLists(
            Transactions transactions,
            Operators operators,
            OperatorRepository repository,
            VersionRefresh versions,
            Instance<OperatorPlaces> places,
            Tags tags) {
        this.transactions = transactions;
        this.operators = operators;
        this.repository = repository;
        this.versions = versions;
        this.places = places;
        this.tags = tags;
    }

    OperatorAnswer.Items page(OperatorFilter filter, Page page) {
        return transactions.call(transaction -> {
            Slice<Operator.Summary> slice = repository.page(transaction, filter, page);
            List<String> names =
                    slice.items().stream().map(Operator.Summary::name).toList();
            Map<String, Integer> counts = places.isResolvable() ? places.get().counts(transaction, names) : Map.of();
            return new OperatorAnswer.Items(
                    slice.items().stream()
                            .map(operator -> OperatorAnswer.Item.of(operator, counts.getOrDefault(operator.name(), 0)))
                            .toList(),
                    slice.paging());
        });
    }

    Response one(String name) {
        return transactions.call(transaction -> {
            Operator operator = operators.get(transaction, name);
            List<OperatorPlaces.Place> where =
                    places.isResolvable() ? places.get().of(transaction, name) : List.of();
            return Response.ok(OperatorAnswer.One.of(operator, where))
                    .header(HttpHeaders.ETAG, tags.of(Operators.version(operator)))
                    .build();
        });
    }

    OperatorAnswer.Versions versions(String name) {
        Operator operator = transactions.call(transaction -> operators.get(transaction, name));
        List<OperatorVersion> known = versions.fresh(operator);
        Operator now = transactions.call(transaction -> operators.get(transaction, name));
        return OperatorAnswer.Versions.of(now, known);
    }
}
