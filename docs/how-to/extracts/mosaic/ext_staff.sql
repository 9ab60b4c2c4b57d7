-- ext_staff, from Mosaic, as a SQL Server reporting database holds it.
-- Posts and people, from the workforce system.
-- Cannot be asked without it: ALO-03, SUP-01, WFC-01, WFC-02, WFC-03, WFC-04, WFC-05, WFC-05.share, K03, W01.
-- Also read for: the staff list of the inspection bundle.
-- An example, and untried: no council's database was at hand. Put your own names for every <<...>>.
-- What is not in <<...>> is named in Data to Insight's published extract scripts (docs/how-to/extracts.md).

SELECT
    post.<<worker id>> AS worker_id,
    post.<<role>> AS role,
    post.<<fte>> AS fte,
    post.<<agency>> AS agency,
    post.<<nqsw>> AS nqsw,
    post.<<start on>> AS start_on,
    post.<<end on>> AS end_on,
    post.<<team id>> AS team_id
FROM <<the workforce system: table of posts>> AS post
