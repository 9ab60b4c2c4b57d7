-- ext_restricted, from Liquidlogic LCS, in Oracle's words.
-- Children whose record may be seen by few; counted, never listed.
-- Cannot be asked without it: nothing.
-- Also read for: audits on the leadership pages; the audits of the inspection bundle; the groups that children are counted in, and who holds them; whose record is restricted; the staff list of the inspection bundle; Annex A lists 1, 2, 3, 4, 5, 6, 7, 8, 9, 10.
-- An example, and untried: no council's database was at hand. Put your own names for every <<...>>.
-- What is not in <<...>> is named in Data to Insight's published extract scripts (docs/how-to/extracts.md).

SELECT
    record.<<person id>> AS person_id,
    record.<<restricted from>> AS restricted_from,
    record.<<restricted to>> AS restricted_to
FROM <<table of restricted records>> record
