"""Print as Markdown what settings files would change. Nothing is written to the service.

Account ids and tag values are masked, because a pull request may be public.
"""

import sys

from cpkit import CustomerProfiles, documents


def main(paths: list[str]) -> None:
    """Plan each file and print the plans that would change something."""
    profiles = CustomerProfiles()
    plans = [profiles.plan(documents.load(path)) for path in paths]
    changes = [plan.to_markdown() for plan in plans if plan]
    print("\n".join(changes) or "All domains are as their files say.")


if __name__ == "__main__":
    main(sys.argv[1:])
