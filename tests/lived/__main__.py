"""``python -m tests.lived``: sixty nights of autumn and twenty of spring, each beside the truth; then autumn filled in from nothing."""

import sys

from .compare import main

sys.exit(main())
