-- Where operators run, and nothing else. A check rewrites its row of deployed_operators every thirty seconds, which keeps
-- that table and its indexes full of old versions; lists count places, and these change with a deployment only.
create table operator_places (
    operator_name text not null,
    cluster_id uuid not null,
    primary key (operator_name, cluster_id),
    foreign key (cluster_id, operator_name) references deployed_operators (cluster_id, operator_name) on delete cascade
);
insert into operator_places (operator_name, cluster_id) select operator_name, cluster_id from deployed_operators;

create function keep_operator_places() returns trigger language plpgsql as $$
begin
    insert into operator_places (operator_name, cluster_id) select operator_name, cluster_id from placed
    on conflict do nothing;
    return null;
end
$$;
create trigger deployed_operators_places after insert on deployed_operators
    referencing new table as placed for each statement execute function keep_operator_places();

-- One index less to write for each check.
drop index deployed_operators_operator;
