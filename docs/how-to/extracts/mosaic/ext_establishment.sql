-- ext_establishment, from Mosaic, as a SQL Server reporting database holds it.
-- Funded and vacant posts of a team on a date.
-- Cannot be asked without it: WFC-02.
-- Also read for: nothing.
-- An example, and untried: no council's database was at hand. Put your own names for every <<...>>.
-- What is not in <<...>> is named in Data to Insight's published extract scripts (docs/how-to/extracts.md).

SELECT
    post.<<team id>> AS team_id,
    post.<<as at>> AS as_at,
    post.<<fte vacant>> AS fte_vacant
FROM <<the workforce system: table of posts by team>> AS post
