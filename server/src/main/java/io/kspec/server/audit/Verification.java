package io.kspec.server.audit;

import java.util.Iterator;

/// Walks the chain from what retention left to its end.
final class Verification {
    private Verification() {}

    static Audit.Verdict of(AuditRepository.Chain chain, Iterator<Stored> entries) {
        long sequence = chain.firstSequence();
        String hash = chain.firstHash();
        while (entries.hasNext()) {
            Stored entry = entries.next();
            sequence++;
            if (entry.sequence() != sequence) {
                return new Audit.Verdict.Broken(sequence, "it is missing; the next one is " + entry.sequence());
            }
            if (!entry.hash().equals(Stored.chain(hash, entry))) {
                return new Audit.Verdict.Broken(sequence, "its fields do not confirm its hash: it was changed");
            }
            hash = entry.hash();
        }
        if (sequence != chain.lastSequence() || !hash.equals(chain.lastHash())) {
            return new Audit.Verdict.Broken(
                    sequence + 1,
                    "the log ends before the entry %d, which was recorded".formatted(chain.lastSequence()));
        }
        return new Audit.Verdict.Intact(
                sequence - chain.firstSequence(), Math.min(chain.firstSequence() + 1, sequence), sequence);
    }
}
