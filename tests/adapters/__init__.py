"""Tests of the calendar adapters; `contract` is written to be inherited by every adapter's test."""

import pytest

pytest.register_assert_rewrite("tests.adapters.contract")
