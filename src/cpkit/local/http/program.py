"""Run the stand-in as a program until it is interrupted."""

from __future__ import annotations

import argparse
import sys
import time
from typing import TYPE_CHECKING

from cpkit.local.http.serving import check_port, serve

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_DEFAULT_PORT = "5005"
_LONGEST_NUMBER = 20


def wait_for_interrupt() -> None:
    """Wait until Ctrl-C.

    Raises:
        KeyboardInterrupt: It was pressed.
    """
    while True:
        time.sleep(3600)


def main(
    arguments: Sequence[str] | None = None, *, wait: Callable[[], None] = wait_for_interrupt
) -> int:
    """Serve a new stand-in and print how to reach it.

    Args:
        arguments: The command line without the program's name; `sys.argv` without it.
        wait: Returns or raises KeyboardInterrupt when it is time to stop.

    Returns:
        The exit status: 0 after Ctrl-C, 1 when it cannot be served.
    """
    parser = argparse.ArgumentParser(
        prog="python -m cpkit.local",
        description="Serve a stand-in of the service customer-profiles until Ctrl-C.",
    )
    parser.add_argument(
        "--port", default=_DEFAULT_PORT, help="0 takes a free one (default: %(default)s)"
    )
    parser.add_argument(
        "--host", default="127.0.0.1", help="where to listen (default: %(default)s)"
    )
    parser.add_argument(
        "--allow-other-hosts", action="store_true", help="let --host be other than loopback"
    )
    options = parser.parse_args(arguments)
    try:
        with serve(
            host=options.host,
            port=_port(options.port),
            allow_other_hosts=options.allow_other_hosts,
        ) as server:
            sys.stdout.write(
                f"Serving at {server.endpoint_url} until Ctrl-C. For the aws program and boto3:\n"
                f"export AWS_ENDPOINT_URL_CUSTOMER_PROFILES={server.endpoint_url}\n"
            )
            sys.stdout.flush()
            wait()
    except KeyboardInterrupt:
        return 0
    except (ImportError, OSError, ValueError) as error:
        sys.stderr.write(f"{parser.prog}: {error}\n")
        return 1
    return 0


def _port(text: str) -> int:
    is_number = text.removeprefix("-").isdecimal() and len(text) < _LONGEST_NUMBER
    return check_port(int(text) if is_number else text)
