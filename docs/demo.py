"""Tell in a few seconds what cpkit is for, with made-up customers and a stand-in of the service.

No account is needed, and nothing leaves this machine: the requests are real HTTP requests of boto3
on loopback.
"""

import os
import random
import re
import shutil
import sys
import textwrap
from datetime import UTC, datetime, timedelta

import boto3

from cpkit import (
    AttributeTypesSelector,
    ConflictResolution,
    CustomerProfiles,
    DomainSettings,
    MatchingRule,
    RetryEvent,
    RetryPolicy,
    RuleBasedMatching,
    preview,
)
from cpkit.errors import UnsafePlanError, ValidationError
from cpkit.local import LocalService, Throttle, serve

_EVERY = 5
"""Each record of so many is a second one of the person before it."""

COLUMNS = shutil.get_terminal_size().columns - 3
IS_COLOURED = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
FIRST = (
    "Ana",
    "Ben",
    "Chloe",
    "Dario",
    "Ella",
    "Femi",
    "Gita",
    "Hugo",
    "Iris",
    "Jonas",
    "Kira",
    "Luc",
)
LAST = ("Silva", "Okafor", "Meyer", "Rossi", "Novak", "Haddad", "Lind", "Costa", "Smith", "Tanaka")


def rules(*names: list[str], merging: int) -> RuleBasedMatching:
    """Return rules that merge up to a level."""
    return RuleBasedMatching(
        enabled=True,
        matching_rules=[MatchingRule(rule) for rule in names],
        max_allowed_rule_level_for_matching=len(names),
        max_allowed_rule_level_for_merging=merging,
        attribute_types_selector=AttributeTypesSelector(
            attribute_matching_model="ONE_TO_ONE",
            email_address=["EmailAddress"],
            phone_number=["PhoneNumber"],
        ),
        conflict_resolution=ConflictResolution.recency(),
    )


def make_profiles(count: int) -> list[dict[str, str]]:
    """Return made-up profiles; each fifth is a second record of the one before it."""
    chance = random.Random(7)  # noqa: S311 - made-up people are no secret
    profiles: list[dict[str, str]] = []
    for number in range(count):
        if number % _EVERY == _EVERY - 1:
            twin = {**profiles[-1], "ProfileId": f"{number:032x}"}
            del twin[chance.choice(["EmailAddress", "PhoneNumber"])]
            profiles.append(twin)
            continue
        first, last = chance.choice(FIRST), chance.choice(LAST)
        born = f"{chance.randrange(1940, 2005)}-{chance.randrange(1, 13):02}-01"
        profiles.append(
            {
                "ProfileId": f"{number:032x}",
                "FirstName": first,
                "LastName": last,
                "BirthDate": born,
                "EmailAddress": f"{first}.{last}.{number}@example.com".lower(),
                "PhoneNumber": f"+1555{number:07}",
            }
        )
    return profiles


def say(title: str) -> None:
    """Print the title of the next part."""
    print(f"\n\x1b[1;36m{title}\x1b[0m" if IS_COLOURED else f"\n{title}")


def show(text: object, *, tone: str = "") -> None:
    """Print something indented, no wider than the terminal; on a terminal in a tone."""
    for line in str(text).splitlines():
        plain = _TONE.sub("", line)
        own, *_ = [*_TONE.findall(line), tone]
        hang = " " * (len(plain) - len(plain.lstrip()) + 2)
        for part in textwrap.wrap(plain, COLUMNS, subsequent_indent=hang) or [""]:
            print(f"   \x1b[{own}m{part}\x1b[0m" if IS_COLOURED and own else f"   {part}".rstrip())


_TONE = re.compile(r"\x1b\[([\d;]*)m")
BAD, GOOD, DIM = "31", "32", "2"


def find_mistake() -> None:
    """Show a mistake that the service would accept."""
    say("2. You write rules: the same e-mail, or phone and name, is the same person.")
    show('MatchingRule(["Emial", "LastName"])', tone=DIM)
    try:
        MatchingRule(["Emial", "LastName"])  # type: ignore[list-item]  # the mistake is the point
    except ValidationError as error:
        show(error, tone=BAD)
    show("Found before anything was sent. boto3 alone would have sent it.")


def show_preview(profiles: list[dict[str, str]]) -> RuleBasedMatching:
    """Try two sets of rules on the profiles, and return the better one."""
    say(f"3. What would they merge? Asked of {len(profiles):,} profiles, on this machine:")
    show('[["EmailAddress"], ["FirstName", "LastName"]]', tone=DIM)
    careless = preview.evaluate(
        profiles, rules(["EmailAddress"], ["FirstName", "LastName"], merging=2)
    )
    worst = careless.groups.sort("size", descending=True).row(0, named=True)
    members = careless.members.filter(careless.members["group"] == worst["group"])
    ids = set(members["profile_id"])
    born = {one["BirthDate"] for one in profiles if one["ProfileId"] in ids}
    name = next(one for one in profiles if one["ProfileId"] in ids)
    show(
        f"worst group: {worst['size']} records of {name['FirstName']} {name['LastName']} with "
        f"{len(born)} birthdays would become one customer. For good.",
        tone=BAD,
    )
    show('[["EmailAddress"], ["PhoneNumber", "LastName"]]', tone=DIM)
    chosen = rules(["EmailAddress"], ["PhoneNumber", "LastName"], merging=2)
    careful = preview.evaluate(profiles, chosen)
    show(
        f"{careful.members.height} records match in {careful.groups.height} groups; none is larger "
        f"than {careful.groups['size'].max()}.",
        tone=GOOD,
    )
    return chosen


def main() -> None:
    """Tell the story."""
    ahead = timedelta(0)
    profiles = make_profiles(1000)
    say("1. A shop knows this customer twice, from the web and from the phone:")
    for one in profiles[3:5]:
        name, mail = f"{one['FirstName']} {one['LastName']}", one.get("EmailAddress", "-")
        show(f"{name:<14} {mail:<27} {one.get('PhoneNumber', '-')}")
    show(
        "Amazon Connect Customer Profiles can find and merge such records. Merges cannot be undone."
    )
    find_mistake()
    chosen = show_preview(profiles)

    anything = "stand-in"  # it looks at no credentials
    session = boto3.Session(
        aws_access_key_id=anything, aws_secret_access_key=anything, region_name="us-east-1"
    )
    with serve(LocalService(clock=lambda: datetime.now(UTC) + ahead)) as server:
        client = CustomerProfiles(
            session=session, endpoint_url=server.endpoint_url, retry=RetryPolicy(on_retry=tell)
        )
        client.create_domain(DomainSettings(domain_name="shop", default_expiration_days=366))
        say("4. A plan shows what would change, and is rejected until its risk is accepted:")
        plan = client.plan(DomainSettings(domain_name="shop", rule_based_matching=chosen))
        show(plan.to_text(colour=IS_COLOURED))
        try:
            client.apply(plan)
        except UnsafePlanError as error:
            show(error, tone=BAD)

        say("5. It is applied, while the service throttles twice:")
        server.service.inject(Throttle(), operation="UpdateDomain", times=2)
        show(client.apply(plan, accept={"enable-merging"}), tone=GOOD)

        say("6. Three hours later:")
        ahead = timedelta(hours=3)
        status = client.get_domain("shop").rule_based_matching_status
        show(f"rules are {status}", tone=GOOD)
        if status != "ACTIVE":
            raise SystemExit(1)

    say("Try next:")
    show("docs/tutorial.md            the same by hand, in ten minutes")
    show("cpkit skeleton              a settings file to fill in")
    show("cpkit preview FILE DATA     your rules on your own profiles")


def tell(event: RetryEvent) -> None:
    """Print that an attempt failed, while the next one is waited for."""
    show(
        f"attempt {event.attempt}: {type(event.error).__name__}; next in {event.wait:.2f} s",
        tone=DIM,
    )


if __name__ == "__main__":
    main()
