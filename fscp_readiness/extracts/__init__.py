"""The doors: one module per kind of source. Each fills the canonical tables and writes down what it could not take."""

from .doors import answerable, content_hash, read
from .extract import Extract
from .problems import ArgumentsProblem, ExtractProblem, SourceProblem

__all__ = ["ArgumentsProblem", "Extract", "ExtractProblem", "SourceProblem", "answerable", "content_hash", "read"]
