"""Runs every flow once under Prefect's own server on loopback, on small made-up data, in the folder given. Prints what each gave, as JSON.

Started by test_nothing_leaves_the_machine.py where there is no way out.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import re
import sys
from pathlib import Path

from fscp_readiness.settings.quiet import QUIET

ROOT = Path(__file__).resolve().parents[2]
MONTH, TODAY, AS_AT = dt.date(2026, 10, 1), dt.date(2026, 11, 2), dt.date(2026, 11, 23)
CALLED = AS_AT + dt.timedelta(days=1)
COUNCILS = (("Ashdale", "source", "out"), ("Brierfield", "nowhere", "brierfield"))
"""One whose night is there already, and one without a source: a region costs hardly more than its councils."""


def every() -> set[str]:
    """The name of every flow that flows/ holds."""
    return {name for path in (ROOT / "flows").glob("*.py") for name in re.findall(r'^@flow\(name="(\w+)"', path.read_text("utf-8"), re.M)}


def main(folder: Path) -> None:
    """Run them all."""
    os.environ.update(QUIET)
    os.environ |= {"PREFECT_HOME": str(folder / "prefect"), "FSCP_SOURCE": str(folder / "source")}
    from unittest import mock

    from flows import inspection_called, monthly, nightly, region, retention
    from fscp_readiness.synthetic import make_council
    from tests.night.cabinet_life import Council, last_of
    from tests.night.few_standards import few_standards

    make_council("tiny", seed=31, as_at=AS_AT).write(folder / "source")
    (folder / "paper").mkdir()
    paper = Council.founded(folder / "paper", only=("CPV-01",))
    paper.keep(last_of(MONTH))
    councils = "".join(f'[[councils]]\nname = "{name}"\nsource = "{source}"\nout = "{out}"\n' for name, source, out in COUNCILS)
    (folder / "region.toml").write_text(
        f'owner = "x"\nreview_by = 2027-04-01\nname = "North"\nout = "region"\n{councils}', encoding="utf-8"
    )
    with few_standards(), mock.patch.object(monthly, "_today", lambda: TODAY):
        gave = {
            "nightly": nightly.nightly(as_at=AS_AT.isoformat(), out=str(folder / "out")),
            "retention": retention.retention(as_at=AS_AT.isoformat(), out=str(folder / "out")),
            "inspection_called": inspection_called.inspection_called(called=CALLED.isoformat(), out=str(folder / "out")),
            "region": region.region(str(folder / "region.toml"), AS_AT.isoformat(), return_state=True).message,
            "monthly": monthly.monthly(out=str(paper.out), config=str(paper.config), hours=0.0),
        }
    print(json.dumps({"gave": gave, "not_run": sorted(every() - set(gave))}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
