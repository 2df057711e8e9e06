"""Show a domain being configured, through throttling, without an AWS account.

The stand-in of the service listens on loopback; the requests are real HTTP requests of boto3.
"""

import time
from datetime import UTC, datetime, timedelta

import boto3

from cpkit import (
    AttributeTypesSelector,
    AutoMerging,
    ConflictResolution,
    Consolidation,
    CustomerProfiles,
    Domain,
    DomainSettings,
    JobSchedule,
    Matching,
    RetryEvent,
    RetryPolicy,
    RuleBasedMatching,
)
from cpkit.errors import ValidationError
from cpkit.local import LocalService, Throttle, serve

SETTINGS = DomainSettings(
    domain_name="shop",
    default_expiration_days=366,
    matching=Matching(
        enabled=True,
        job_schedule=JobSchedule(day_of_the_week="SUNDAY", time="18:30"),
        auto_merging=AutoMerging(
            enabled=True,
            consolidation=Consolidation([["EmailAddress", "LastName"]]),
            conflict_resolution=ConflictResolution.recency(),
            min_allowed_confidence_score_for_merging=0.9,
        ),
    ),
    rule_based_matching=RuleBasedMatching(
        enabled=True,
        matching_rules=[["EmailAddress"], ["PhoneNumber", "LastName"]],
        max_allowed_rule_level_for_matching=2,
        max_allowed_rule_level_for_merging=1,
        attribute_types_selector=AttributeTypesSelector(
            attribute_matching_model="MANY_TO_MANY",
            phone_number=["PhoneNumber", "MobilePhoneNumber"],
            email_address=["EmailAddress"],
        ),
        conflict_resolution=ConflictResolution.source("OrderTracking"),
    ),
)


class Clock:
    """Tell a time that can be moved, so that nobody waits for hours."""

    def __init__(self) -> None:
        """Begin now."""
        self._ahead = timedelta()

    def __call__(self) -> datetime:
        """Tell the time."""
        return datetime.now(UTC) + self._ahead

    def move(self, by: timedelta) -> None:
        """Go on to a later time."""
        self._ahead += by


def show_mistakes() -> None:
    """Show what somebody reads who made two mistakes."""
    print("1. Mistakes are found before anything is sent:")
    try:
        RuleBasedMatching(
            enabled=True,
            matching_rules=[["Emial"], ["MobilePhoneNumber"]],
        )
    except ValidationError as error:
        for problem in error.problems:
            print(f"   {problem}")


def tell_retry(event: RetryEvent) -> None:
    """Tell of a failed attempt while the next one is waited for."""
    print(
        f"   attempt {event.attempt} of at most {event.max_attempts}: "
        f"{type(event.error).__name__}; next in {event.wait:.2f} s"
    )


def show(domain: Domain) -> None:
    """Show what is set now."""
    settings = domain.settings
    matching, rules = settings.matching, settings.rule_based_matching
    print(
        f"   domain {settings.domain_name!r}, data expires after "
        f"{settings.default_expiration_days} days"
    )
    if matching and matching.job_schedule:
        schedule = matching.job_schedule
        print(f"   matching runs every {schedule.day_of_the_week} at {schedule.time}")
    for level, rule in enumerate((rules and rules.matching_rules) or (), 1):
        print(f"   rule {level}: {' + '.join(rule.rule)}")
    print(f"   rules are {domain.rule_based_matching_status}")


def main() -> None:
    """Configure a domain, step by step."""
    clock = Clock()
    service = LocalService(clock=clock)
    # No account is needed: the stand-in looks at no credentials.
    anything = "stand-in"
    session = boto3.Session(
        aws_access_key_id=anything, aws_secret_access_key=anything, region_name="us-east-1"
    )
    show_mistakes()
    with serve(service) as server:
        profiles = CustomerProfiles(
            session=session,
            endpoint_url=server.endpoint_url,
            retry=RetryPolicy(on_retry=tell_retry),
        )
        print(f"\n2. A domain is created, over HTTP, on a stand-in at {server.endpoint_url}:")
        profiles.create_domain(DomainSettings(domain_name="shop", default_expiration_days=30))
        print("   created")

        print("\n3. It is updated, while the service throttles twice:")
        service.inject(Throttle(), operation="UpdateDomain", times=2)
        service.forget_requests()
        began = time.monotonic()
        profiles.update_domain(SETTINGS)
        print(
            f"   updated after {len(service.requests)} requests in {time.monotonic() - began:.2f} s"
        )

        print("\n4. It is read back:")
        show(profiles.get_domain("shop"))

        print("\n5. Three hours later:")
        clock.move(timedelta(hours=3))
        domain = profiles.get_domain("shop")
        print(f"   rules are {domain.rule_based_matching_status}")
        same = domain.settings == SETTINGS
        print(f"   what is in force is {'just' if same else 'NOT'} what was declared")
        if not same:
            raise SystemExit(1)


if __name__ == "__main__":
    main()
