"""The tables: columns and constraints only, each described in the migration that makes it; no model repeats them.

The ledger's tables are append-only by trigger. Texts that recur (entity ids, property names, digests) are terms;
their columns hold term ids without foreign keys, since a term is never changed or removed and so no such id can
come to dangle. The tables of the register and of searchable texts are derived; they can be emptied and rebuilt.
A span is four day numbers: start earliest, start latest, end earliest, end latest. The thing is certainly in
force on day D when start_latest <= D <= end_earliest, possibly when start_earliest <= D <= end_latest.

Times are microseconds since 1970-01-01 UTC; null is "not yet" or "never". The numbers of stances, certainties and
verdicts are those of `kizuna.store.codes`, those of the states of jobs of `kizuna.store.queries.jobs`; a `role` is
one of `kizuna.store.queries.accounts.Role`. Several words or ids in one column stand one a line.
"""
