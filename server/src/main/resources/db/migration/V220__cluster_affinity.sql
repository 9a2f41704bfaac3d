-- The clusters that an operator is bound to, as requests write it; empty is every cluster.
ALTER TABLE operators ADD COLUMN cluster_affinity JSONB NOT NULL DEFAULT '{}';
