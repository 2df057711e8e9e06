"""Work on the stand-in for a while, with faults, and see that nothing is lost, leaks or grows.

``nox -s soak`` runs it for 20 seconds, ``nox -s soak -- --seconds 600`` for ten minutes. The first
quarter warms up. The time decides only how many calls are made: what must hold are counts.
"""

import argparse
import sys
from collections.abc import Sequence

from tests.soak.judging import objections, report
from tests.soak.running import soak


def main(arguments: Sequence[str]) -> int:
    """Run it, and print what was seen and what stands against it.

    Args:
        arguments: The command line without the program's name.

    Returns:
        The exit status.
    """
    parser = argparse.ArgumentParser(prog="python -m tests.soak", description=__doc__)
    parser.add_argument("--seconds", type=float, default=20.0)
    parser.add_argument("--threads", type=int, default=8)
    parser.add_argument("--faults", type=float, default=0.01, help="their share of all requests")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    seen = soak(
        seconds=options.seconds, threads=options.threads, share=options.faults, seed=options.seed
    )
    against = objections(seen)
    sys.stdout.write("".join(f"{line}\n" for line in [*report(seen), *against]))
    return 1 if against else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
