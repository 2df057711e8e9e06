"""What would change: the difference between settings, the plan, its risks, and its results.

Everything here is a value or a pure function. Reading and sending is the client's business.
"""

from cpkit.planning.changes import Change, ChangeKind
from cpkit.planning.diff import diff
from cpkit.planning.plan import Plan, stale_paths, stale_tags
from cpkit.planning.results import ApplyResult, Outcome, StepResult
from cpkit.planning.risks import PlanWarning, Risk, RiskName, accepted
from cpkit.planning.steps import Step, StepOperation, change_tags

__all__ = [
    "ApplyResult",
    "Change",
    "ChangeKind",
    "Outcome",
    "Plan",
    "PlanWarning",
    "Risk",
    "RiskName",
    "Step",
    "StepOperation",
    "StepResult",
    "accepted",
    "change_tags",
    "diff",
    "stale_paths",
    "stale_tags",
]
