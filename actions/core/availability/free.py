from actions.core.availability.types import Answer, Problem


def free_starts(problem: Problem) -> Answer:
    """Every grid start that fits all required attendees, and what removed the others (design: `moim free`)."""
    raise NotImplementedError
