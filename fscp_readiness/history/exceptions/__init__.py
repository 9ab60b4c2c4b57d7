"""Exceptions: who said that a row is not an error, who agreed, until when, and what a returned row is believed by."""
