-- What a role that only writes may do to the ledger is to call `append`, which has its owner's rights (docs/adr/0117).
-- So no name in it may be looked up where others can make things: temporary tables and types come last.
ALTER FUNCTION {schema}.append SECURITY DEFINER SET search_path = pg_catalog, pg_temp;
ALTER FUNCTION {schema}.forget_member SET search_path = pg_catalog, pg_temp;
ALTER FUNCTION {schema}.refuse_change SET search_path = pg_catalog, pg_temp;
REVOKE EXECUTE ON FUNCTION {schema}.append FROM PUBLIC;
