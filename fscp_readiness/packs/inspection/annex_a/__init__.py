"""Annex A: the eleven lists of children (and adopters) that Ofsted asks for, in the layout that the council chose."""

from .asking import AnnexAProblem, Gap
from .making import AnnexA, MadeList, make_annex_a
from .workbook import workbook

__all__ = ["AnnexA", "AnnexAProblem", "Gap", "MadeList", "make_annex_a", "workbook"]
