-- Whether people were told that the operator is unhealthy on the cluster, and not yet that it is healthy again.
alter table deployed_operators add column unhealthy_told boolean not null default false;
