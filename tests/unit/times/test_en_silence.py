"""Sentences that look like they name a time and do not."""

from __future__ import annotations

import pytest

from .cases import read

SILENT = """
Call me on 010-9876-5432.
The office is 555-321-7654, extension 12.
It was $1,299.99 in the end.
We ship version 3.11.2 next to 4.0.
Room 1204 on the 5th floor, please.
You may be right.
The sun is out.
They march forward together.
Wait a second!
Give me one more second chance.
We sat down together.
June is my manager.
I am 34 years old.
She ran 10 km.
Table for four people.
The score was 3-2.
The second option is fine.
Have a great weekend!
Good morning everyone.
Happy Friday, all.
See https://example.org/2024/05/06/post for more.
mail me at team2026@example.org
Sooner or later we will know.
At first I thought so.
One of us will come.
The daily news is late.
John likes 24/7 support.
That was 12.5% of it.
monday.com is a product.
A quarter of the users left.
Issue 4521 is closed.
""".strip().splitlines()


@pytest.mark.parametrize("text", SILENT)
def test_no_time_is_found(text: str) -> None:
    assert read(text) == []
    assert read(text, hours="literal") == []
