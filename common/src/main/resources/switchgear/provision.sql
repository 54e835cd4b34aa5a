-- One role and one schema per service in the database that this runs in; idempotent. Run as superuser with each ${…} replaced by
-- that role's password as an SQL string literal (quotes included).
do $$
declare
  owner text;
begin
  foreach owner in array array['identity', 'routing', 'health', 'telemetry', 'actions'] loop
    if not exists (select from pg_roles where rolname = owner) then
      execute format('create role %I login', owner);
    end if;
    execute format('create schema if not exists %I authorization %I', owner, owner);
    execute format('alter role %I set search_path = %I, public', owner, owner);
    execute format('grant usage on schema public to %I', owner);
  end loop;
end
$$;
alter role identity password ${identity};
alter role routing password ${routing};
alter role health password ${health};
alter role telemetry password ${telemetry};
alter role actions password ${actions};
-- Trigram search over trace names and errors; extensions are the superuser's to create.
create extension if not exists pg_trgm with schema public;
