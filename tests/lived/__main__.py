"""``python -m tests.lived``: sixty nights of autumn and twenty of spring, each beside the truth. Prints what differs, and the seconds.

Ten of the nights are then made again from what was kept of them, and the spring is filled in afterwards, from nothing.
"""

import sys

from .compare import main

sys.exit(main())
