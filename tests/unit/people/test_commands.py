"""``moim people`` and ``moim doctor`` as an operator types them."""

import json

import pytest

from actions.settings import load_settings
from actions.store import Store
from bot.cli import main


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("MOIM_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("MOIM_SETTINGS", raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path / "home"


@pytest.fixture
def moim(home, capsys):
    """Run a command; gives its exit code, stdout and stderr."""

    def call(*words):
        code = main(["people", *words] if words[0] != "doctor" else list(words))
        out, err = capsys.readouterr()
        return code, out, err

    return call


def stored():
    store = Store(load_settings().database_url)
    with store.reading() as tx:
        people = tx.people.all()
    store.close()
    return people


def listed(moim):
    return [p["address"] for p in json.loads(moim("list", "--json")[1])]


def test_add_change_show_remove(moim):
    assert moim("add", "Minji@Example.com", "--name", "김민지", "--working-hours", "월-금 10-19")[0] == 0
    assert moim("add", "minji@example.com", "--team", "영업팀")[1].startswith("0 added, 1 updated")
    code, out, _ = moim("show", "민지", "--json")
    shown = json.loads(out)
    assert (code, shown["team"], shown["working_hours"]["mon"]) == (0, "영업팀", [["10:00", "19:00"]])
    assert "김민지" in moim("list")[1]
    assert moim("remove", "김민지")[0] == 0
    code, _, err = moim("remove", "김민지")
    assert (code, "nobody" in err) == (1, True)


def test_a_bad_value_adds_nobody(moim):
    code, _, err = moim("add", "nobody", "--language", "fr")
    assert code == 1
    assert "address" in err
    assert "language" in err
    assert listed(moim) == []


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949", "utf-16"])
def test_import_reads_what_spreadsheets_write(moim, tmp_path, encoding):
    (tmp_path / "people.csv").write_bytes("이름,이메일\n김민지,minji@example.com\n".encode(encoding))
    assert moim("import", "people.csv")[0] == 0
    assert stored()[0].name == "김민지"


def test_import_is_all_or_nothing_unless_partial(moim, tmp_path):
    (tmp_path / "people.csv").write_text("address,name\na@example.com,가\nnobody,나\n", encoding="utf-8")
    code, out, err = moim("import", "people.csv")
    assert (code, out, listed(moim)) == (1, "nothing was changed\n", [])
    assert err.startswith("line 3, address: ")
    code, out, _ = moim("import", "people.csv", "--partial", "--json")
    assert (code, listed(moim)) == (1, ["a@example.com"])
    assert json.loads(out)["faults"][0]["line"] == 3


def test_importing_again_updates_and_a_second_time_changes_nothing(moim, tmp_path):
    moim("add", "a@example.com", "--name", "가")
    (tmp_path / "people.csv").write_text("address,name\na@example.com,나\nb@example.com,다\n", encoding="utf-8")
    assert moim("import", "people.csv")[1] == "1 added, 1 updated, 0 unchanged\n"
    assert moim("import", "people.csv")[1] == "0 added, 0 updated, 2 unchanged\n"


def test_an_address_of_somebody_else_is_a_fault_of_its_line(moim, tmp_path):
    moim("add", "a@example.com", "--aliases", "old@example.com")
    (tmp_path / "people.csv").write_text(
        "address,aliases\nb@example.com,old@example.com\nold@example.com,\n", encoding="utf-8"
    )
    code, _, err = moim("import", "people.csv")
    assert (code, [line[:6] for line in err.splitlines()]) == (1, ["line 2", "line 3"])
    assert listed(moim) == ["a@example.com"]


@pytest.mark.parametrize("content", [b"\xff\xff\xff\x00", b"address\n\x81\x20\n"])
def test_a_file_in_no_known_encoding_is_refused(moim, tmp_path, content):
    (tmp_path / "people.csv").write_bytes(content)
    code, _, err = moim("import", "people.csv")
    assert (code, "UTF-8" in err) == (2, True)
    assert moim("import", "missing.csv")[0] == 2


def test_a_calendar_is_read_before_it_is_connected(moim):
    moim("add", "a@example.com")
    assert moim("calendar", "a@example.com", "--kind", "local")[0] == 0
    code, _, err = moim(
        "calendar", "a@example.com", "--kind", "caldav", "--url", "http://127.0.0.1:9/", "--set", "timeout=1"
    )
    assert (code, err.startswith("not connected: ")) == (1, True)
    code, out, _ = moim("show", "a@example.com", "--json")
    assert [c["kind"] for c in json.loads(out)["calendars"]] == ["local"]
    assert moim("calendar", "a@example.com", "--kind", "local", "--disconnect")[1] == "disconnected 1\n"
    assert moim("calendar", "b@example.com", "--kind", "local")[0] == 2


def test_a_password_stays_in_the_environment(moim, home):
    moim("add", "a@example.com")
    words = (
        "--kind",
        "caldav",
        "--url",
        "http://127.0.0.1:9/",
        "--password-env",
        "CALENDAR_PW",
        "--no-check",
        "--json",
    )
    code, out, _ = moim("calendar", "a@example.com", *words)
    assert (code, json.loads(out)["connected"]["secret"]) == (0, ["password"])
    store = Store(load_settings().database_url)
    with store.reading() as tx:
        assert tx.connections.all()[0].secret == {"password": "${CALENDAR_PW}"}
    store.close()


def findings(moim):
    code, out, _ = moim("doctor", "--json")
    return code, {c["name"]: c for c in json.loads(out)}


def test_doctor_on_a_fresh_machine(moim, home):
    code, found = findings(moim)
    assert code == 1
    assert {n: c["status"] for n, c in found.items()} == {
        "Python": "OK", "packages": "OK", "settings": "OK", "home": "OK", "database": "WARN", "model": "FAIL",
    }  # fmt: skip
    assert "moim train" in found["model"]["remedy"]
    assert not home.exists()  # looking changes nothing


def test_doctor_reads_every_calendar(moim):
    moim("add", "a@example.com")
    moim("calendar", "a@example.com", "--kind", "local")
    for label, words in {"down": ["--set", "timeout=1"], "locked": ["--password-env", "NOT_SET_ANYWHERE"]}.items():
        words = ["--url", "http://127.0.0.1:9/", "--label", label, "--no-check", *words]
        moim("calendar", "a@example.com", "--kind", "caldav", *words)
    _, found = findings(moim)
    calendars = {n.split("(")[1]: c["status"] for n, c in found.items() if n.startswith("calendar")}
    assert calendars == {"local)": "OK", "down)": "FAIL", "locked)": "FAIL"}
    assert "NOT_SET_ANYWHERE" in found["calendar of a@example.com (locked)"]["remedy"]
    shown = json.loads(moim("show", "a@example.com", "--json")[1])
    assert [c["state"] for c in shown["calendars"]] == ["ok", "failing", "needs_reconnect"]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("database_url: mysql://x/y", "FAIL"),
        ("database_url: postgresql://moim:geheim@127.0.0.1:9/x", "FAIL"),
        ("database_url: sqlite:///moim.yml/moim.db", "FAIL"),
    ],
)
def test_doctor_on_a_database_that_cannot_be_used(moim, tmp_path, text, status):
    (tmp_path / "moim.yml").write_text(text, encoding="utf-8")
    code, found = findings(moim)
    assert (code, found["database"]["status"]) == (1, status)
    assert found["database"]["remedy"]
    assert "geheim" not in json.dumps(found)


def test_doctor_says_what_is_wrong_with_the_settings(moim, tmp_path):
    (tmp_path / "moim.yml").write_text("log_levle: info", encoding="utf-8")
    code, out, _ = moim("doctor")
    assert code == 1
    assert "log_levle" in out
    assert "log_level?" in out
    assert moim("list")[0] == 2
