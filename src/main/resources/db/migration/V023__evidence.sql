-- Heads of the journal's chain, signed once a day and stamped by an authority of time where one is configured (docs/decisions/0037).
-- root: of the Merkle tree over the seals from first_seq to seq. signature and stamp: base64 of DER, a point, SHA-256 of the base64.
create table journal_anchor (
  seq bigint primary key,
  first_seq bigint not null,
  hash text not null,
  root text not null,
  at timestamptz not null,
  signature text,
  stamp text
);
create index journal_anchor_unstamped on journal_anchor (seq) where stamp is null;

-- Only a time stamp may come later.
create function journal_anchor_stamp_only() returns trigger language plpgsql as $$
begin
  if old.stamp is null and (new.seq, new.first_seq, new.hash, new.root, new.at, new.signature)
      is not distinct from (old.seq, old.first_seq, old.hash, old.root, old.at, old.signature) then
    return new;
  end if;
  raise exception 'the journal is append-only';
end $$;
create trigger journal_anchor_stamped_only before update on journal_anchor
  for each row execute function journal_anchor_stamp_only();
create trigger journal_anchor_append_only before delete or truncate on journal_anchor
  for each statement execute function refuse_change();
