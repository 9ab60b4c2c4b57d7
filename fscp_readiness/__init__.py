"""FSCP Readiness: would we be ready if Ofsted rang today, which children come first, and can the numbers be trusted?

The rooms, in the order data passes through them (docs/explanation/the-house.md):
extracts -> tables -> standards -> findings -> history -> measures -> judgements -> packs.
"""

__version__ = "0.1.0"
