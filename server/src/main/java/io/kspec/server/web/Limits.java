package io.kspec.server.web;

import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.jdbc.PrimaryKeyMapper;
import io.github.bucket4j.postgresql.Bucket4jPostgreSQL;
import io.github.bucket4j.postgresql.PostgreSQLSelectForUpdateBasedProxyManager;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import javax.sql.DataSource;

/// Token buckets in the database, so that all replicas count together. One take is one short transaction.
@Singleton
public final class Limits {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private final PostgreSQLSelectForUpdateBasedProxyManager<String> buckets;

    @Inject
    public Limits(DataSource pool) {
        buckets = Bucket4jPostgreSQL.selectForUpdateBasedBuilder(pool)
                .table("rate_limit")
                .primaryKeyMapper(PrimaryKeyMapper.STRING)
                .expirationAfterWrite(ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(MINUTE))
                .requestTimeout(Duration.ofSeconds(5))
                .build();
    }

    /// What became of one request: `resetSeconds` until the bucket is full again, `retrySeconds` until it holds one.
    public record Taken(boolean granted, int perMinute, long remaining, long resetSeconds, long retrySeconds) {}

    /// Takes one of `perMinute` from the bucket of this key; a full bucket allows a burst of all of them.
    public Taken take(String key, int perMinute) {
        BucketConfiguration configuration = BucketConfiguration.builder()
                .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, MINUTE))
                .build();
        ConsumptionProbe probe =
                buckets.builder().build(key, () -> configuration).tryConsumeAndReturnRemaining(1);
        return new Taken(
                probe.isConsumed(),
                perMinute,
                probe.getRemainingTokens(),
                seconds(probe.getNanosToWaitForReset()),
                seconds(probe.getNanosToWaitForRefill()));
    }

    /// Forgets buckets that are full again, at most `most`; returns how many.
    public int forgetFull(int most) {
        return buckets.removeExpired(most);
    }

    private static long seconds(long nanos) {
        return Duration.ofNanos(nanos).plusMillis(999).toSeconds();
    }
}
