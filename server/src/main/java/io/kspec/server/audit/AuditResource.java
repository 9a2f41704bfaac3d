package io.kspec.server.audit;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kspec.server.access.Allowed;
import io.kspec.server.access.Role;
import io.kspec.server.database.Transactions;
import io.kspec.server.web.Limit;
import io.kspec.server.web.Page;
import io.kspec.server.web.Problem;
import io.kspec.server.web.Slice;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// The log for administrators: searched, checked, and taken away as JSON Lines.
@Path("/api/v1/audit")
@RunOnVirtualThread
public final class AuditResource {
    private final AuditRepository entries;
    private final Audit audit;
    private final Transactions transactions;
    private final ObjectMapper json;

    @Inject
    AuditResource(AuditRepository entries, Audit audit, Transactions transactions, ObjectMapper json) {
        this.entries = entries;
        this.audit = audit;
        this.transactions = transactions;
        this.json = json;
    }

    record Entries(List<Stored> entries, @JsonUnwrapped Slice.Paging paging) {}

    /// `firstBroken` and `why` only when not intact.
    record Verified(boolean intact, Optional<Long> entries, Optional<Long> firstBroken, Optional<String> why) {}

    /// Newest first.
    @GET
    @Allowed(Role.Admin)
    @Limit(perMinute = 60)
    public Entries listAudit(@BeanParam AuditQuery query, @BeanParam Page.Query paging) {
        AuditFilter filter = query.filter();
        Page page = paging.page();
        Slice<Stored> slice = transactions.call(transaction -> new Slice<>(
                entries.list(transaction, filter, page.limit(), page.offset()),
                entries.count(transaction, filter),
                page));
        return new Entries(slice.items(), slice.paging());
    }

    @GET
    @Path("/verify")
    @Allowed(Role.Admin)
    @Limit(perMinute = 5)
    public Verified verifyAudit() {
        return switch (transactions.call(audit::verify)) {
            case Audit.Verdict.Intact intact ->
                new Verified(true, Optional.of(intact.entries()), Optional.empty(), Optional.empty());
            case Audit.Verdict.Broken broken ->
                new Verified(false, Optional.empty(), Optional.of(broken.sequence()), Optional.of(broken.why()));
        };
    }

    /// Oldest first, one entry a line, of any length: it is streamed. With `format=ocsf` each line is an event of the
    /// Open Cybersecurity Schema Framework; see [Ocsf].
    @GET
    @Path("/export")
    @Produces("application/x-ndjson")
    @Allowed(Role.Admin)
    @Limit(perMinute = 5)
    public StreamingOutput exportAudit(
            @BeanParam AuditQuery query, @QueryParam("format") @DefaultValue("kspec") String format) {
        AuditFilter filter = query.filter();
        Function<Stored, Object> shape = shape(format);
        return out -> transactions.run(transaction -> {
            try (Stream<Stored> all = entries.all(transaction, filter)) {
                all.map(shape).forEach(entry -> write(entry, out));
            }
        });
    }

    private static Function<Stored, Object> shape(String format) {
        return switch (format) {
            case "kspec" -> entry -> entry;
            case "ocsf" -> Ocsf::of;
            case String _ ->
                throw Problem.invalid("format", "must be kspec or ocsf").refused();
        };
    }

    private void write(Object entry, OutputStream out) {
        try {
            out.write(json.writeValueAsBytes(entry));
            out.write('\n');
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
