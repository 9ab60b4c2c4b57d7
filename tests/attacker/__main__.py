"""``python -m tests.attacker --cells 10000``: council after council, every reader's attack; says what was found, kept and spent."""

import sys

from .long_run import main

sys.exit(main(sys.argv[1:]))
