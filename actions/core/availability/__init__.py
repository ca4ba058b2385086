"""When everybody has time: one pure computation over busy times, working hours, buffers and notice."""

from actions.core.availability.explain import refusals, why_not
from actions.core.availability.free import free_starts
from actions.core.availability.types import (
    Answer,
    Elsewhere,
    Participant,
    Problem,
    Refusal,
    Rule,
    Span,
    Way,
    WayOut,
    WorkingHours,
)
from actions.core.availability.wayout import ways_out

__all__ = [
    "Answer",
    "Elsewhere",
    "Participant",
    "Problem",
    "Refusal",
    "Rule",
    "Span",
    "Way",
    "WayOut",
    "WorkingHours",
    "free_starts",
    "refusals",
    "ways_out",
    "why_not",
]
