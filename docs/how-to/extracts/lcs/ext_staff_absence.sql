-- ext_staff_absence, from Liquidlogic LCS, in Oracle's words.
-- Days lost to absence.
-- Cannot be asked without it: WFC-04.
-- Also read for: nothing.
-- An example, and untried: no council's database was at hand. Put your own names for every <<...>>.
-- What is not in <<...>> is named in Data to Insight's published extract scripts (docs/how-to/extracts.md).

SELECT
    absence.<<worker id>> AS worker_id,
    absence.<<from on>> AS from_on,
    absence.<<to on>> AS to_on,
    absence.<<days lost>> AS days_lost
FROM <<the workforce system: table of absences>> absence
