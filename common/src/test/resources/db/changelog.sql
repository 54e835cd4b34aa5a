--liquibase formatted sql

--changeset switchgear:sample
create table sample (id bigint primary key);
