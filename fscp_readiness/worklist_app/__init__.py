"""The worklists in the browser: rows to put right, exceptions, and what was cleared. Served on this machine, no script needed."""
