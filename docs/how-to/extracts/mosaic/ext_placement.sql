-- ext_placement, from Mosaic, as a SQL Server reporting database holds it.
-- What the national dataset does not hold of a placement.
-- Cannot be asked without it: LAS-03, LAS-04, LAV-03, LAV-04; zero-tolerance condition 5.
-- Also read for: LAV-02; zero-tolerance condition 3; Annex A list 8.
-- An example, and untried: no council's database was at hand. Put your own names for every <<...>>.
-- What is not in <<...>> is named in Data to Insight's published extract scripts (docs/how-to/extracts.md).

SELECT
    placement.<<placement id>> AS placement_id,
    placement.<<inside area>> AS inside_area,
    placement.<<until 18>> AS until_18,
    placement.<<child agrees on>> AS child_agrees_on,
    placement.<<reg24 from>> AS reg24_from,
    placement.<<reg24 to>> AS reg24_to,
    placement.<<registered>> AS registered,
    placement.<<oversight on>> AS oversight_on,
    placement.<<dol from>> AS dol_from,
    placement.<<dol authorised on>> AS dol_authorised_on
FROM <<table of placements>> AS placement
