"""Run the stand-in as a program: `python -m cpkit.local --port 5005`."""

import sys

from cpkit.local.http.program import main

sys.exit(main())
