-- A subject is a name of one provider: another provider may give the same to somebody else.
alter table account add column oidc_issuer text check (length(oidc_issuer) <= 500);
alter table account drop constraint account_oidc_subject_key;
alter table account add unique (oidc_issuer, oidc_subject);
alter table account add check ((oidc_issuer is null) = (oidc_subject is null));
alter table account add check (length(oidc_subject) between 1 and 255);
create index on account (lower(email));
