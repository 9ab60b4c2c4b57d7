"""``python -m fscp_readiness.cli``, for a machine where the ``fscp-readiness`` script is not on the path."""

from . import main

main()
