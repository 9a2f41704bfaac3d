-- How a cluster is signed in to is one of two: a sealed kubeconfig, or a ClusterTarget in another cluster, which holds
-- it and is asked for it at each sign-in. Of the latter nothing but the reference is kept.
alter table cluster_credentials
    alter column sealed drop not null,
    alter column key_id drop not null,
    add column holder_id uuid references clusters (id),
    add column target_namespace text,
    add column target_name text,
    add constraint cluster_credentials_are_one_of_two check (
        case when holder_id is null
            then sealed is not null and key_id is not null and target_namespace is null and target_name is null
            else sealed is null and key_id is null and target_namespace is not null and target_name is not null
                and account_name = '' and expires_at is null
        end);
create index cluster_credentials_holder on cluster_credentials (holder_id) where holder_id is not null;
