"""What is stored sealed is opened by its own key alone."""

import stat

import pytest

from actions.errors import OperatorError
from actions.secrets import KEY_FILE, Seal, open_seal


def test_what_was_sealed_opens_again():
    seal = Seal("a long passphrase")
    assert seal.open(seal.close("xoxb-token")) == "xoxb-token"
    assert "xoxb" not in seal.close("xoxb-token")
    assert seal.open(seal.close("")) == ""


@pytest.mark.parametrize("sealed", ["not sealed", Seal("another passphrase").close("xoxb-token")], ids=["not", "other"])
def test_another_key_does_not_open_it(sealed):
    with pytest.raises(OperatorError, match="another secret_key"):
        Seal("a long passphrase").open(sealed)


def test_a_short_key_is_refused():
    with pytest.raises(OperatorError, match="16"):
        Seal("short")


def test_without_a_key_one_is_made_once(tmp_path):
    sealed = open_seal("", tmp_path / "home").close("token")
    assert open_seal("", tmp_path / "home").open(sealed) == "token"
    assert stat.S_IMODE((tmp_path / "home" / KEY_FILE).stat().st_mode) == 0o600
