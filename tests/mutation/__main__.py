"""Change the code in every small way, and demand that a test notices nearly all of it.

``nox -s mutation`` goes through all parts, ``nox -s mutation -- planning`` through one. What
survived stays in the folder that is named, where ``python -m mutmut show NAME`` shows a change.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.mutation.judging import objections, report, tally
from tests.mutation.parts import PARTS
from tests.mutation.running import mutate


def main(arguments: Sequence[str]) -> int:
    """Run it, and print what was noticed, what survived and what stands against it.

    Args:
        arguments: The command line without the program's name.

    Returns:
        The exit status.
    """
    parser = argparse.ArgumentParser(prog="python -m tests.mutation", description=__doc__)
    parser.add_argument("parts", nargs="*", choices=[[], *PARTS], metavar="PART")
    parser.add_argument("--folder", type=Path, default=Path("build", "mutation"))
    options = parser.parse_args(arguments)
    parts = options.parts or list(PARTS)
    tallies = {part: tally(mutate(PARTS[part], options.folder / part)) for part in parts}
    against = [*objections(tallies)]
    sys.stdout.write("".join(f"{line}\n" for line in [*report(tallies), *against]))
    return 1 if against else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
