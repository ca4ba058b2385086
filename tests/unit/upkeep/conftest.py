"""A house on SQLite in a file; where several processes meet, on PostgreSQL too."""

import pytest

from tests.unit.store.conftest import (  # noqa: F401 -- fixtures
    postgres_server,
    postgres_url,
    shared_url,
    sqlite_template,
)
from tests.unit.upkeep.house import House


@pytest.fixture
def house():
    opened = House("sqlite://")
    yield opened
    opened.store.close()


@pytest.fixture
def shared_house(shared_url):  # noqa: F811
    opened = House(shared_url)
    yield opened
    opened.store.close()
