"""Are the system libraries there that PDFs are made with? Exits 1, naming the missing ones, when not."""

from __future__ import annotations

import sys

from fscp_readiness.cli.doctor import missing_system_libraries

missing = missing_system_libraries()
for name in missing:
    sys.stderr.write(f"missing system library: {name}\n")
sys.exit(bool(missing))
