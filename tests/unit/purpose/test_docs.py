"""docs/purpose.md shows the table as it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from actions.core.purpose import PURPOSES

ROWS = (Path(__file__).parents[3] / "docs" / "purpose.md").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("purpose", PURPOSES.values(), ids=lambda p: p.id)
def test_row(purpose):
    row = next(row for row in ROWS if row.startswith(f"| `{purpose.id}` |"))
    cells = [cell.strip() for cell in row.strip("|").split("|")]
    bounds = ", ".join(f"{b.start // 60:02}:{b.start % 60:02}–{b.end // 60:02}:{b.end % 60:02}" for b in purpose.bounds)
    assert cells[1] == bounds
    assert cells[3:6] == [str(purpose.minutes), "yes" * purpose.weekends, "yes" * purpose.after_hours]
