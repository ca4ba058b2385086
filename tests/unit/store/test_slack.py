"""What the store keeps of Slack: each event once, each button once, nothing of those who left."""

from dataclasses import replace
from datetime import timedelta

from actions.core.meeting import State
from actions.messages import IncomingMessage, Reply
from actions.store.slack_messages import OPEN, Posted
from actions.store.slack_workspaces import Installation, SlackUser
from tests.unit.meeting.samples import NOW, OFFERS, ORGANIZER, in_state

MINUTE = timedelta(minutes=1)
HOME = Installation("T1", "UBOT", "sealed", NOW, scopes="chat:write", refresh_token="also sealed", expires_at=NOW)


def message(id, sent_at=NOW, channel="slack", conversation="T1:C1:1.0"):
    return IncomingMessage(id, channel, conversation, "U1", "hello", sent_at)


def a_meeting(tx):
    return tx.meetings.save(in_state(State.PROPOSED))


def test_an_event_is_new_once(store):
    with store.transaction() as tx:
        assert [tx.slack.new_event("Ev1", NOW), tx.slack.new_event("Ev1", NOW + MINUTE)] == [True, False]
        assert tx.slack.prune(NOW + MINUTE) == 1
        assert tx.slack.new_event("Ev1", NOW)


def test_messages_wait_for_their_channel_and_are_taken_once(store):
    with store.transaction() as tx:
        assert tx.inbox.enqueue(message("late", NOW + MINUTE), NOW)
        assert tx.inbox.enqueue(message("early"), NOW)
        assert not tx.inbox.enqueue(message("early"), NOW)
        tx.inbox.enqueue(message("other", channel="mail"), NOW)
        assert tx.inbox.pending(NOW + MINUTE) == []  # they are no dead process's
        taken = tx.inbox.take("slack", NOW)
        assert [(i.message_id, i.attempts) for i in taken] == [("early", 1), ("late", 1)]
        assert tx.inbox.take("slack", NOW) == []
        assert [i.message_id for i in tx.inbox.pending(NOW + 3 * MINUTE)] == ["late", "early"]


def test_a_message_can_be_found_and_rewritten(store):
    with store.transaction() as tx:
        tx.inbox.enqueue(message("m"), NOW)
        assert tx.inbox.rewrite(replace(message("m"), text=""))
        assert not tx.inbox.rewrite(message("nobody's"))
        assert tx.inbox.find("slack", "m").message.text == ""
        assert tx.inbox.find("slack", "nobody's") is None


def test_a_channel_takes_its_own_replies(store):
    with store.transaction() as tx:
        for channel in ("slack", "mail"):
            tx.outbox.put(channel, Reply("a@x.kr", channel, "c", "hi", "en", personal=True), NOW)
        assert [i.key for i in tx.outbox.due(NOW, channel="slack")] == ["slack"]
        assert [i.key for i in tx.outbox.due(NOW)] == ["mail"]
        assert tx.outbox.find("slack").reply.personal
        assert tx.outbox.find("none") is None


def test_a_button_is_pressed_once(store):
    with store.transaction() as tx:
        meeting = a_meeting(tx)
        token = tx.slack.issue("pick", meeting.id, 1, "key", NOW, number=2)
        assert len(token) >= 24
        assert (tx.slack.token(token).number, tx.slack.token(token).used_by) == (2, "")
        assert tx.slack.use(token, "press-1", NOW)
        assert tx.slack.use(token, "press-1", NOW)  # the same press, handled anew
        assert not tx.slack.use(token, "press-2", NOW)
        assert not tx.slack.use("made up", "press-3", NOW)
        other = tx.slack.issue("more", meeting.id, 1, "key", NOW)
        tx.slack.spend("key", NOW)
        assert not tx.slack.use(other, "press-4", NOW)


def test_threads_are_joined_where_they_are(store):
    with store.transaction() as tx:
        tx.slack.join("T1", "C1", "1.0", NOW)
        assert tx.slack.joined("T1", "C1", "1.0")
        elsewhere = [("T2", "C1", "1.0"), ("T1", "C2", "1.0"), ("T1", "C1", "2.0"), ("T1", "C1", "")]
        assert not any(tx.slack.joined(*place) for place in elsewhere)


def test_an_organisation_stands_in_for_its_workspaces(store):
    whole = replace(HOME, team_id="", enterprise_id="E1", bot_user_id="UORG")
    with store.transaction() as tx:
        tx.slack_workspaces.install(HOME)
        tx.slack_workspaces.install(whole)
        assert tx.slack_workspaces.find("T1") == HOME
        assert tx.slack_workspaces.find("T1", "E1") == HOME
        assert tx.slack_workspaces.find("T2", "E1") == whole
        assert tx.slack_workspaces.find("T2") is None
        assert "sealed" not in repr(HOME)


def test_a_state_is_good_once_and_not_for_long(store):
    with store.transaction() as tx:
        tx.slack_workspaces.begin("one", NOW + MINUTE)
        tx.slack_workspaces.begin("late", NOW - MINUTE)
        assert [tx.slack_workspaces.finish(s, NOW) for s in ("one", "one", "late", "made up")] == [
            True,
            False,
            False,
            False,
        ]


def test_nothing_is_kept_of_a_workspace_that_left(store):
    user = SlackUser("T1", "U1", "a@x.kr", "A", "Asia/Seoul", "ko", "member", NOW)
    with store.transaction() as tx:
        meeting = a_meeting(tx)
        tx.slack_workspaces.install(HOME)
        tx.slack_workspaces.know(user)
        tx.slack_workspaces.know(replace(user, team_id="T0", kind="stranger"))
        assert tx.slack_workspaces.user("U1").kind == "member"
        tx.slack.join("T1", "C1", "1.0", NOW)
        tx.slack.posted(Posted("key", "T1", "C1", "2.0", ORGANIZER, OPEN, NOW, meeting.id, 1))
        token = tx.slack.issue("pick", meeting.id, 1, "key", NOW, number=len(OFFERS))
        assert tx.slack.at("C1", "2.0") == tx.slack.by_key("key") == tx.slack.outdated()[0]
        tx.slack.forget("T1")
        assert tx.slack_workspaces.uninstall("T1")
        assert not tx.slack_workspaces.uninstall("T1")
        assert tx.slack.token(token) is None
        assert tx.slack.by_key("key") is None
        assert not tx.slack.joined("T1", "C1", "1.0")
        assert tx.slack_workspaces.find("T1") is None
        assert tx.slack_workspaces.user("U1", "T1") is None


def test_one_process_renews_a_token_and_a_dead_ones_turn_passes(store):
    with store.transaction() as tx:
        tx.slack_workspaces.install(HOME)
        assert tx.slack_workspaces.take_renewal(HOME, NOW, NOW + MINUTE)
        assert not tx.slack_workspaces.take_renewal(HOME, NOW, NOW + MINUTE)
        assert tx.slack_workspaces.take_renewal(HOME, NOW + MINUTE, NOW + 2 * MINUTE)
        new = replace(HOME, token="new", refresh_token="newer", expires_at=NOW + 60 * MINUTE)
        assert tx.slack_workspaces.renewed(HOME, new)
        assert not tx.slack_workspaces.renewed(HOME, replace(new, token="late"))
        assert not tx.slack_workspaces.take_renewal(HOME, NOW + 3 * MINUTE, NOW + 4 * MINUTE)
        assert tx.slack_workspaces.find("T1") == new
