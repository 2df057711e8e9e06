"""Run the command as ``python -m cpkit``."""

import sys

from cpkit.cli import main

sys.exit(main())
