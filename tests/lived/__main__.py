"""``python -m tests.lived``: sixty nights of autumn and twenty of spring, each beside the truth. Prints what differs, and the seconds.

The spring is lived once more, as nights filled in afterwards, from nothing; and ten nights are made again from what was kept of them.
``python -m tests.lived spring`` lives one of the two.
"""

import sys

from .compare import main

sys.exit(main(sys.argv[1:]))
