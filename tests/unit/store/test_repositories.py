"""What each repository guarantees, on every database."""

import sqlite3
from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest
import sqlalchemy as sa

from actions.core import meeting_steps as steps
from actions.core.meeting import State
from actions.core.people import Person
from actions.messages import IncomingMessage, Reply
from actions.store import AddressInUse, Connection, Conversation, SlotTaken, Stale, Store, Timer, new_id
from calendar_adapters.types import Interval
from tests.unit.meeting.samples import MINJI, NOW, OFFERS, ORGANIZER, TWO_WEEKS, in_state, slot

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
PERSON = Person(
    "minji@example.com",
    "김민지",
    names=("민지",),
    addresses=("mj@example.com",),
    timezone="Asia/Seoul",
    language="ko",
    working_hours={"mon": [["09:00", "18:00"]]},
    team="영업팀",
    job_title="대리",
    delegates=("pa@example.com",),
    external=True,
    buffer_minutes=10,
    slack_id="U1",
    extra={"floor": "3"},
)
MESSAGE = IncomingMessage(
    "m-1",
    "slack",
    "C1/1.2",
    "minji@example.com",
    "내일 3시 \x00 🙂 \ud800",
    NOW,
    ("a@x.kr",),
    "Asia/Seoul",
    "ko",
    "",
    ((0, 2, "b@x.kr"),),
    {"X": "y"},
)
REPLY = Reply(
    "minji@example.com",
    "mail",
    "<t@x>",
    "잡았어요",
    "ko",
    "회의",
    ({"id": "1.1"},),
    b"BEGIN:VCALENDAR\r\n\xff",
    "REQUEST",
)


def span(day, hour=1, minutes=60):
    return slot(day, hour, minutes).interval


def saved(store, state=State.PROPOSED, **fields):
    """A stored meeting in ``state`` under an id of its own."""
    with store.transaction() as tx:
        return tx.meetings.save(other(in_state(state, **fields)))


def other(meeting):
    name = new_id()
    return replace(meeting, id=name, uid=f"{name}@moim")


class TestPeople:
    def test_a_person_comes_back_as_saved(self, store):
        with store.transaction() as tx:
            tx.people.save(PERSON)
        with store.reading() as tx:
            assert tx.people.by_address("MJ@Example.com") == PERSON
            assert tx.people.by_slack_id("U1") == PERSON
            assert tx.people.all() == [PERSON]
            assert tx.people.by_slack_id("") is None

    def test_saving_again_replaces(self, store):
        with store.transaction() as tx:
            tx.people.save(PERSON)
            tx.people.save(replace(PERSON, name="김민지B", names=(), addresses=("new@example.com",)))
            assert tx.people.by_address("mj@example.com") is None
            assert tx.people.by_address("new@example.com").name == "김민지B"

    @pytest.mark.parametrize(
        "thief",
        [
            Person("mj@example.com"),
            Person("x@example.com", addresses=("minji@example.com",)),
            Person("x@example.com", addresses=("MJ@example.com",)),
        ],
    )
    def test_an_address_is_one_persons(self, store, thief):
        with store.transaction() as tx:
            tx.people.save(PERSON)
            with pytest.raises(AddressInUse):
                tx.people.save(thief)

    def test_two_may_share_a_name(self, store):
        with store.transaction() as tx:
            tx.people.save(PERSON)
            tx.people.save(Person("minji2@example.com", "박민지", names=("민지",)))
            assert len(tx.people.all()) == 2

    def test_forgetting_takes_aliases_and_calendars_along(self, store):
        with store.transaction() as tx:
            tx.people.save(PERSON)
            tx.connections.save(Connection(PERSON.address, "local"))
            assert tx.people.remove(PERSON.address)
            assert not tx.people.remove(PERSON.address)
            assert tx.people.by_address("mj@example.com") is None
            assert tx.connections.all() == []


class TestMeetings:
    @pytest.mark.parametrize("state", State)
    def test_a_meeting_comes_back_as_saved(self, store, state):
        meeting = saved(store, state, rrule="FREQ=WEEKLY", constraints=({"text": "오후", "by": MINJI},))
        with store.reading() as tx:
            assert tx.meetings.get(meeting.id) == meeting
            assert tx.meetings.by_uid(meeting.uid) == meeting
            assert tx.meetings.get("none") is None
        assert meeting.version == 1

    def test_the_second_of_two_writers_is_told(self, store):
        meeting = saved(store)
        with store.transaction() as tx:
            first = tx.meetings.save(steps.refuse(meeting, MINJI, NOW))
        assert first.version == 2
        with pytest.raises(Stale), store.transaction() as tx:
            tx.meetings.save(steps.accept(meeting, MINJI, OFFERS[:1], NOW))
        with store.reading() as tx:
            assert tx.meetings.get(meeting.id) == first

    def test_a_new_meeting_under_a_used_id_is_told(self, store):
        meeting = saved(store)
        with store.transaction() as tx:
            with pytest.raises(Stale):
                tx.meetings.save(replace(meeting, version=0))
            assert tx.meetings.get(meeting.id) == meeting  # the transaction goes on

    def test_retrying_repeats_the_step_on_what_the_other_wrote(self, store):
        meeting = saved(store)
        seen = []

        def refuse(tx):
            current = tx.meetings.get(meeting.id)
            seen.append(current.version)
            if len(seen) == 1:
                current = replace(current, version=0)  # as if somebody else had saved in between
            return tx.meetings.save(steps.refuse(current, MINJI, NOW, OFFERS[:1]))

        assert store.retrying(refuse).version == 2
        assert seen == [1, 1]

    def test_a_contradictory_meeting_is_not_written(self, store):
        with pytest.raises(ValueError, match="inconsistent"), store.transaction() as tx:
            tx.meetings.save(replace(in_state(State.DRAFT), state=State.BOOKED))

    def test_lists(self, store):
        booked = saved(store, State.BOOKED, channel="slack", conversation="C1/1")
        proposed = saved(store, State.PROPOSED, channel="slack", conversation="C1/1")
        saved(store, State.CANCELLED)
        with store.reading() as tx:
            assert {m.id for m in tx.meetings.for_conversation("slack", "C1/1")} == {booked.id, proposed.id}
            assert [m.id for m in tx.meetings.of_person(MINJI.upper())] == [booked.id, proposed.id]
            assert [m.id for m in tx.meetings.of_person(MINJI, starting=NOW + 5 * DAY)] == [proposed.id]
            assert len(tx.meetings.of_person(MINJI, states=[State.CANCELLED])) == 1
            assert tx.meetings.of_person("stranger@example.com") == []
            assert tx.meetings.expiring(NOW) == []
            assert [m.id for m in tx.meetings.expiring(TWO_WEEKS)] == [proposed.id]

    def test_what_somebody_organizes_in_a_window(self, store):
        once, series = saved(store, State.BOOKED), saved(store, State.MOVING, rrule="FREQ=WEEKLY")
        saved(store, State.PROPOSED)
        saved(store, State.CANCELLED)
        with store.reading() as tx:
            assert {m.id for m in tx.meetings.organized(ORGANIZER.upper(), span(1, 0, 600))} == {once.id, series.id}
            assert [m.id for m in tx.meetings.organized(ORGANIZER, span(5))] == [series.id]
            assert tx.meetings.organized(ORGANIZER, span(0)) == []
            assert tx.meetings.organized(MINJI, span(1, 0, 600)) == []

    def test_a_booking_that_was_left_half_done_is_found(self, store):
        booking = saved(store, State.BOOKING)
        with store.reading() as tx:
            assert tx.meetings.in_booking(before=NOW) == []
            assert tx.meetings.in_booking(before=NOW + HOUR) == [booking]


class TestInboxAndOutbox:
    def test_a_message_is_new_once(self, store):
        with store.transaction() as tx:
            assert tx.inbox.receive(MESSAGE, NOW)
            assert not tx.inbox.receive(MESSAGE, NOW)
            assert tx.inbox.receive(replace(MESSAGE, channel="mail"), NOW)

    def test_it_is_done_once(self, store):
        with store.transaction() as tx:
            tx.inbox.receive(MESSAGE, NOW)
            assert not tx.inbox.handled("slack", "m-1")
            assert tx.inbox.done("slack", "m-1", "booked", NOW)
            assert not tx.inbox.done("slack", "m-1", "booked", NOW)
            assert tx.inbox.handled("slack", "m-1")
            assert not tx.inbox.receive(MESSAGE, NOW)

    def test_what_a_dead_process_left_is_handed_out_once_its_lease_ran_out(self, store):
        with store.transaction() as tx:
            tx.inbox.receive(MESSAGE, NOW)
        with store.transaction() as tx:
            assert tx.inbox.pending(NOW + timedelta(minutes=1)) == []
            (item,) = tx.inbox.pending(NOW + timedelta(minutes=2))
            assert (item.message, item.attempts) == (MESSAGE, 2)
            assert tx.inbox.pending(NOW + timedelta(minutes=3)) == []

    def test_a_reply_is_queued_once_per_key_and_comes_back_as_written(self, store):
        with store.transaction() as tx:
            assert tx.outbox.put("m-1/offer/minji", REPLY, NOW)
            assert not tx.outbox.put("m-1/offer/minji", replace(REPLY, text="다른 글"), NOW)
            (item,) = tx.outbox.due(NOW)
            assert (item.reply, item.attempts, item.key) == (REPLY, 1, "m-1/offer/minji")

    def test_a_reply_is_handed_to_one_sender_until_its_lease_runs_out(self, store):
        with store.transaction() as tx:
            tx.outbox.put("k", REPLY, NOW)
            assert len(tx.outbox.due(NOW)) == 1
            assert tx.outbox.due(NOW + timedelta(minutes=1)) == []
            assert tx.outbox.due(NOW + timedelta(minutes=2))[0].attempts == 2
            assert tx.outbox.sent("k", NOW, "<id@x>")
            assert not tx.outbox.sent("k", NOW)
            assert tx.outbox.due(NOW + DAY) == []

    def test_a_failed_reply_waits_and_is_given_up_at_last(self, store):
        with store.transaction() as tx:
            tx.outbox.put("k", REPLY, NOW, at=NOW + HOUR)
            assert tx.outbox.due(NOW) == []
            assert len(tx.outbox.due(NOW + HOUR)) == 1
            tx.outbox.failed("k", "503", retry_at=NOW + 2 * HOUR)
            assert tx.outbox.due(NOW + 2 * HOUR - timedelta(seconds=1)) == []
            assert len(tx.outbox.due(NOW + 2 * HOUR)) == 1
            tx.outbox.failed("k", "550 no such user")
            assert tx.outbox.due(NOW + 9 * DAY) == []

    def test_replies_leave_in_the_order_queued(self, store):
        with store.transaction() as tx:
            for n in range(5):
                tx.outbox.put(f"k{n}", REPLY, NOW)
            assert [i.key for i in tx.outbox.due(NOW, limit=3)] == ["k0", "k1", "k2"]
            assert [i.key for i in tx.outbox.due(NOW)] == ["k3", "k4"]

    def test_withdrawing_a_meetings_replies_spares_what_was_sent(self, store):
        meeting = saved(store)
        with store.transaction() as tx:
            tx.outbox.put("a", REPLY, NOW, meeting_id=meeting.id)
            tx.outbox.put("b", REPLY, NOW, meeting_id=meeting.id)
            tx.outbox.sent("a", NOW)
            assert tx.outbox.withdraw(meeting.id) == 1


class TestHolds:
    def test_holds_of_others_count_until_they_run_out(self, store):
        mine, theirs = saved(store), saved(store)
        with store.transaction() as tx:
            tx.holds.place(mine.id, [MINJI, ORGANIZER], [span(1), span(2)], NOW + DAY)
            tx.holds.place(theirs.id, [MINJI], [span(1)], NOW + HOUR)
            window = Interval(NOW, NOW + 9 * DAY)
            assert len(tx.holds.active([MINJI.upper()], window, NOW)) == 3
            assert {h.meeting_id for h in tx.holds.active([MINJI], window, NOW, other_than=mine.id)} == {theirs.id}
            assert len(tx.holds.active([MINJI], window, NOW + HOUR)) == 2
            assert tx.holds.active([MINJI], Interval(NOW, span(1).start), NOW) == []
            assert tx.holds.prune(NOW + HOUR) == 1

    def test_holding_again_moves_the_expiry(self, store):
        meeting = saved(store)
        with store.transaction() as tx:
            tx.holds.place(meeting.id, [MINJI], [span(1)], NOW + HOUR)
            tx.holds.place(meeting.id, [MINJI], [span(1)], NOW + DAY)
            (hold,) = tx.holds.active([MINJI], span(1), NOW)
            assert hold.expires_at == NOW + DAY

    def test_release_of_one_person_or_all(self, store):
        meeting = saved(store)
        with store.transaction() as tx:
            tx.holds.place(meeting.id, [MINJI, ORGANIZER], [span(1)], NOW + DAY)
            assert tx.holds.release(meeting.id, MINJI) == 1
            assert tx.holds.release(meeting.id) == 1


class TestClaims:
    @pytest.mark.parametrize(
        ("other_span", "free"),
        [
            (span(1), False),
            (span(1, 1, 5), False),
            (span(1, 0, 61), False),
            (span(1, 1 + 59 / 60, 5), False),
            (span(1, 0), True),
            (span(1, 2), True),
            (span(1, 58 / 60, 2), True),
            (span(2), True),
        ],
    )
    def test_two_meetings_cannot_have_the_same_time_of_a_person(self, store, other_span, free):
        mine, theirs = saved(store), saved(store)
        with store.transaction() as tx:
            tx.claims.take([MINJI, ORGANIZER], span(1), mine.id)
        with store.transaction() as tx:
            if free:
                tx.claims.take([MINJI], other_span, theirs.id)
            else:
                with pytest.raises(SlotTaken) as caught:
                    tx.claims.take([MINJI, "else@example.com"], other_span, theirs.id)
                assert caught.value.addresses == (MINJI,)
            tx.claims.take(["else@example.com"], other_span, theirs.id)  # the transaction goes on

    def test_a_meeting_may_move_over_its_own_time(self, store):
        mine, theirs = saved(store), saved(store)
        with store.transaction() as tx:
            tx.claims.take([MINJI], span(1), mine.id)
            tx.claims.take([MINJI], span(1, 1, 90), mine.id)
            tx.claims.release(mine.id, keep=[span(1, 2, 30)])
            tx.claims.take([MINJI], span(1), theirs.id)
            with pytest.raises(SlotTaken):
                tx.claims.take([MINJI], span(1, 2, 30), theirs.id)

    def test_several_times_at_once_are_all_or_nothing(self, store):
        mine, theirs = saved(store), saved(store)
        with store.transaction() as tx:
            tx.claims.take([MINJI], span(3), mine.id)
            with pytest.raises(SlotTaken):
                tx.claims.take([MINJI], [span(2), span(3)], theirs.id)
            assert tx.claims.release(theirs.id) == 0

    def test_a_claim_may_be_written_before_its_new_meeting(self, store):
        meeting = other(in_state(State.BOOKING))
        with store.transaction() as tx:
            tx.claims.take([MINJI], span(1), meeting.id)
            tx.meetings.save(meeting)
        with pytest.raises(sa.exc.IntegrityError), store.transaction() as tx:
            tx.claims.take([MINJI], span(5), "no such meeting")

    def test_the_past_is_pruned(self, store):
        meeting = saved(store)
        with store.transaction() as tx:
            tx.claims.take([MINJI], [span(1), span(5)], meeting.id)
            assert tx.claims.prune(before=NOW + 2 * DAY) == 60
            assert tx.claims.release(meeting.id) == 60


class TestTimers:
    def test_a_timer_fires_once(self, store):
        with store.transaction() as tx:
            assert tx.timers.put(Timer("k", "nudge", NOW + HOUR, payload={"n": 1}))
            assert not tx.timers.put(Timer("k", "nudge", NOW))
            assert tx.timers.next_due() == NOW + HOUR
            assert tx.timers.due(NOW) == []
            (timer,) = tx.timers.due(NOW + HOUR)
            assert timer.payload == {"n": 1}
            assert tx.timers.fire("k", NOW + HOUR)
            assert not tx.timers.fire("k", NOW + HOUR)
            assert tx.timers.due(NOW + DAY) == []
            assert tx.timers.next_due() is None

    def test_a_meetings_timers_are_cancelled_together(self, store):
        meeting = saved(store)
        with store.transaction() as tx:
            for kind in ("nudge", "expiry"):
                tx.timers.put(Timer(f"{kind}/{meeting.id}", kind, NOW, meeting_id=meeting.id, person=MINJI))
            assert [t.kind for t in tx.timers.of_person(MINJI)] == ["nudge", "expiry"]
            assert tx.timers.cancel(meeting_id=meeting.id, kind="nudge") == 1
            assert [t.kind for t in tx.timers.of_meeting(meeting.id)] == ["expiry"]
            with pytest.raises(ValueError, match="name"):
                tx.timers.cancel(kind="nudge")

    def test_timers_of_one_kind_and_those_that_fired(self, store):
        meeting = saved(store)
        with store.transaction() as tx:
            for kind in ("nudge", "reminder"):
                tx.timers.put(Timer(f"{kind}/{meeting.id}", kind, NOW, meeting_id=meeting.id, person=MINJI))
            assert [t.kind for t in tx.timers.due(NOW, kind="reminder")] == ["reminder"]
            tx.timers.fire(f"nudge/{meeting.id}", NOW)
            assert [t.kind for t in tx.timers.of_meeting(meeting.id)] == ["reminder"]
            assert [t.kind for t in tx.timers.of_meeting(meeting.id, fired=True)] == ["nudge"]
            assert tx.timers.reset(meeting.id, MINJI.upper(), "nudge") == 1
            assert tx.timers.reset(meeting.id, ORGANIZER, "reminder") == 0
            assert tx.timers.put(Timer(f"nudge/{meeting.id}", "nudge", NOW, meeting_id=meeting.id, person=MINJI))

    def test_due_timers_are_found_in_an_index(self, store):
        sqlite = store.engine.dialect.name == "sqlite"
        due = "SELECT * FROM timer WHERE fired_at IS NULL AND due_at <= '2026-01-01' ORDER BY due_at"
        with store.reading() as tx:
            if not sqlite:
                tx.connection.exec_driver_sql("SET LOCAL enable_seqscan = off")  # so small a table is else read whole
            plan = tx.connection.exec_driver_sql(("EXPLAIN QUERY PLAN " if sqlite else "EXPLAIN ") + due).all()
        assert "ix_timer_fired_at_due_at" in str(plan)


class TestConversationsPreferencesConnections:
    def test_what_a_thread_is_about(self, store):
        meeting = saved(store)
        with store.transaction() as tx:
            assert tx.conversations.get("slack", "C1") == Conversation("slack", "C1")
            value = Conversation("slack", "C1", meeting.id, {"ask": "title"}, {"turn": 1})
            tx.conversations.put(replace(value, pending=None), NOW)
            tx.conversations.put(value, NOW)
            assert tx.conversations.get("slack", "C1") == value
            assert tx.conversations.about(meeting.id) == [value]

    def test_wishes_persist_are_read_back_and_withdrawn(self, store):
        with store.transaction() as tx:
            first = tx.preferences.put(MINJI.upper(), "avoid", {"rrule": "FREQ=DAILY"}, NOW, said="점심엔 잡지 마")
            tx.preferences.put(MINJI, "buffer", 10, NOW, valid_until=NOW + DAY)
            again = tx.preferences.put(MINJI, "avoid", {"rrule": "FREQ=DAILY"}, NOW, said="점심은 빼 줘")
            assert [p.said for p in tx.preferences.of(MINJI)] == ["", "점심은 빼 줘"]
            assert [p.kind for p in tx.preferences.of(MINJI, NOW + DAY)] == ["avoid"]
            assert not tx.preferences.remove(first)
            assert tx.preferences.remove(again)
            assert tx.preferences.clear(MINJI) == 1

    def test_a_connection_keeps_its_secret_out_of_sight(self, store):
        link = Connection(PERSON.address, "caldav", {"url": "https://x"}, {"password": "${PW}", "token": "s3cret"})
        with store.transaction() as tx:
            tx.people.save(PERSON)
            tx.connections.save(link)
            tx.connections.save(replace(link, state="failing"))
            (found,) = tx.connections.of("MINJI@example.com")
            tx.connections.mark(found.id, "needs_reconnect", NOW, "401")
            (found,) = tx.connections.all()
        assert (found.state, found.last_error, found.checked_at) == ("needs_reconnect", "401", NOW)
        assert "s3cret" not in repr(found)
        assert found.opened_config({"PW": "p"}) == {"url": "https://x", "password": "p", "token": "s3cret"}


class TestTransactions:
    def test_all_or_nothing(self, store):
        def half(tx):
            tx.people.save(PERSON)
            raise RuntimeError

        with pytest.raises(RuntimeError), store.transaction() as tx:
            half(tx)
        with store.reading() as tx:
            assert tx.people.all() == []

    def test_reading_sees_what_was_committed_and_writes_nothing(self, store):
        with store.transaction() as tx:
            tx.people.save(PERSON)
        with store.reading() as tx:
            assert len(tx.people.all()) == 1
        with store.reading() as tx:
            tx.people.remove(PERSON.address)
        with store.reading() as tx:
            assert len(tx.people.all()) == 1

    def test_rubbish_from_outside_is_kept_as_far_as_it_can_be(self, store):
        rubbish = "a\x00b\ud800 " + "긴" * 20_000
        message = replace(MESSAGE, id=rubbish, conversation=rubbish)
        with store.transaction() as tx:
            assert tx.inbox.receive(message, NOW)
            assert not tx.inbox.receive(message, NOW)
            assert tx.inbox.pending(NOW + DAY)[0].message == message
            tx.preferences.put(MINJI, "note", 1, NOW, said=rubbish)
            assert tx.preferences.of(MINJI)[0].said == rubbish.replace("\x00", "").replace("\ud800", "?")
            tx.conversations.put(Conversation("slack", rubbish, None, {"ask": rubbish}), NOW)
            assert tx.conversations.get("slack", rubbish).pending == {"ask": rubbish}
            assert tx.inbox.done("slack", rubbish, rubbish, NOW)

    def test_naive_datetimes_are_refused(self, store):
        with pytest.raises((ValueError, sa.exc.StatementError), match="aware"), store.transaction() as tx:
            tx.outbox.put("k", REPLY, datetime(2026, 1, 1))

    def test_any_zone_goes_in_and_utc_comes_out(self, store):
        seoul = timezone(timedelta(hours=9))
        with store.transaction() as tx:
            tx.timers.put(Timer("k", "nudge", datetime(2026, 1, 1, 9, tzinfo=seoul)))
            (timer,) = tx.timers.due(datetime(2026, 1, 1, 0, tzinfo=timezone.utc))
        assert timer.due_at == datetime(2026, 1, 1, tzinfo=timezone.utc)
        assert timer.due_at.utcoffset() == timedelta(0)

    def test_the_repr_hides_the_password(self):
        assert "geheim" not in repr(Store("postgresql://moim:geheim@localhost/x"))


def test_sqlite_is_set_up_to_last(tmp_path):
    store = Store(f"sqlite:///{tmp_path / 'deep' / 'moim.db'}")
    with store.reading() as tx:
        found = [
            tx.connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "foreign_keys", "busy_timeout", "synchronous")
        ]
    store.close()
    assert found == ["wal", 1, 30_000, 2]
    assert sqlite3.sqlite_version_info >= (3, 35)
