"""Annex A: the eleven lists of children (and adopters) that Ofsted asks for, in the layout that the council chose."""

from .asking import AnnexAProblem, Gap
from .checks import Call, check
from .faults_found import with_faults
from .making import AnnexA, MadeList, make_annex_a
from .results import Result, Verdict, checks_csv
from .standing import stands_of
from .supplied import with_supplied
from .tonight import Tonight, annex_a_tonight, gates_of, listed, morning_after
from .workbook import workbook
from .write import write_annex_a

__all__ = [
    "AnnexA", "AnnexAProblem", "Call", "Gap", "MadeList", "Result", "Tonight", "Verdict", "annex_a_tonight", "check", "checks_csv",
    "gates_of", "listed", "make_annex_a", "morning_after", "stands_of", "with_faults", "with_supplied", "workbook", "write_annex_a",
]  # fmt: skip
