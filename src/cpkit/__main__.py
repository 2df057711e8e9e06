"""Run the command as ``python -m cpkit``."""

import sys

from cpkit.cli import main

if __name__ == "__main__":
    sys.exit(main())
