"""What a meeting is for: from its title and text to usual hours, bounds and length."""

from actions.core.purpose.detect import detect
from actions.core.purpose.table import PURPOSES
from actions.core.purpose.types import Hours, Purpose

__all__ = ["PURPOSES", "Hours", "Purpose", "detect"]
