from actions.core.availability.types import Problem, WayOut
from calendar_adapters.types import Interval


def ways_out(problem: Problem, known: Interval | None = None) -> tuple[WayOut, ...]:
    """What could give way so that something fits, the least trouble first; () when nothing helps.

    ``known`` is the stretch for which the attendees' busy times were read; beyond it nothing is assumed free. Without
    it that is the problem's window.
    """
    raise NotImplementedError
