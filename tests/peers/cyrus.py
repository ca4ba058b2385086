"""Cyrus, a CalDAV server with full RFC 6638 scheduling, as processes of its own; Debian's, started as root."""

from __future__ import annotations

import imaplib
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.peers.caldav import CalDavPeer, make_calendar
from tests.peers.process import PeerMissing, free_port, stop, wait_for_port

INSTALL = "tests/peers/install.sh (as root)"
BINARIES = Path("/usr/lib/cyrus/bin")
IMAPD = Path(__file__).parents[2] / ".peers" / "cyrus-root" / "usr" / "lib" / "cyrus" / "bin" / "imapd"
USERS = ("kim", "lee")
SERVICES = """
START {{
  recover cmd="{bin}/ctl_cyrusdb -C {root}/imapd.conf -r"
}}
SERVICES {{
  imap cmd="{imapd} -C {root}/imapd.conf" listen="127.0.0.1:{imap}" prefork=0
  http cmd="{bin}/httpd -C {root}/imapd.conf" listen="127.0.0.1:{http}" prefork=0
  notify cmd="{bin}/notifyd -C {root}/imapd.conf" listen="{root}/run/socket/notify" proto="udp" prefork=0
}}
EVENTS {{
}}
"""
SETTINGS = """
configdirectory: {root}/conf
defaultpartition: default
partition-default: {root}/spool
proc_path: {root}/run/proc
mboxname_lockpath: {root}/run/lock
idlesocket: {root}/run/socket/idle
notifysocket: {root}/run/socket/notify
sievedir: {root}/sieve
servername: localhost
virtdomains: off
unixhierarchysep: yes
altnamespace: yes
admins: cyrus
allowplaintext: yes
autocreate_quota: 0
autocreate_post: yes
sasl_pwcheck_method: auxprop
sasl_auxprop_plugin: sasldb
sasl_sasldb_path: {root}/sasldb2
sasl_mech_list: PLAIN LOGIN
httpmodules: caldav freebusy ischedule
httpallowcompress: no
caldav_allowscheduling: on
caldav_create_default: yes
caldav_create_sched: yes
calendar_user_address_set: example.test
imipnotifier: imip
tls_versions: tls1_2 tls1_3
syslog_prefix: moimtest
"""


@contextmanager
def cyrus(root: Path) -> Iterator[CalDavPeer]:
    """Start Cyrus with its state in ``root`` (readable by others): users kim and lee with the password NAME-pw."""
    if not (BINARIES / "httpd").exists() or not IMAPD.exists() or shutil.which("saslpasswd2") is None:
        raise PeerMissing(f"Cyrus is not installed; install it with: {INSTALL}")
    http, imap, log = free_port(), free_port(), root / "log"
    _prepare(root, http, imap)
    command = [str(BINARIES / "master"), "-D", "-C", str(root / "imapd.conf"), "-M", str(root / "cyrus.conf")]
    with log.open("wb") as out:
        process = subprocess.Popen([*command, "-p", str(root / "run" / "pid")], stdout=out, stderr=out)
    try:
        wait_for_port(http, log, process)
        wait_for_port(imap, log, process)
        for user in USERS:
            _create_inbox(imap, user)
        home = f"http://127.0.0.1:{http}/dav/calendars/user/kim/"
        yield CalDavPeer("cyrus", home, "kim", "kim-pw", make_calendar)
    finally:
        stop(process)


def _prepare(root: Path, http: int, imap: int) -> None:
    folders = ("conf", "spool", "sieve", "run/proc", "run/lock", "run/socket")
    for folder in folders:
        (root / folder).mkdir(parents=True)
    (root / "imapd.conf").write_text(SETTINGS.format(root=root))
    (root / "cyrus.conf").write_text(SERVICES.format(root=root, bin=BINARIES, imapd=IMAPD, imap=imap, http=http))
    for user in ("cyrus", *USERS):
        add = ["saslpasswd2", "-p", "-c", "-f", str(root / "sasldb2"), "-u", "localhost", user]
        subprocess.run(add, input=f"{user}-pw".encode(), check=True)
    subprocess.run(["chown", "-R", "cyrus:mail", str(root)], check=True)


def _create_inbox(port: int, user: str) -> None:
    """A user exists for Cyrus once there is an INBOX; the calendars come with it."""
    for attempt in range(20):
        try:
            with imaplib.IMAP4("127.0.0.1", port) as client:
                client.login(user, f"{user}-pw")
                client.create("INBOX")
            return
        except (imaplib.IMAP4.error, OSError):
            if attempt == 19:
                raise
            time.sleep(0.25)
