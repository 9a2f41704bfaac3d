-- Letters to be sent, one row for each recipient. A claim moves due_at into the future: who dies with it leaves the
-- letter to the others.
create table mail (
    id           uuid        primary key,
    about_type   text        not null,
    about_id     text        not null,
    recipient    text        not null,
    subject      text        not null,
    text         text        not null,
    html         text        not null,
    state        text        not null check (state in ('Waiting', 'Sent', 'Failed')),
    created_at   timestamptz not null,
    due_at       timestamptz not null,
    gives_up_at  timestamptz not null,
    attempts     integer     not null,
    ended_at     timestamptz,
    last_failure text
);
create index mail_due on mail (due_at) where state = 'Waiting';
create index mail_ended on mail (ended_at) where state <> 'Waiting';
