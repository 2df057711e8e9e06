"""Check settings files as a program: `python -m cpkit.documents shop.yaml`."""

import sys

from cpkit.documents.program import main

sys.exit(main())
