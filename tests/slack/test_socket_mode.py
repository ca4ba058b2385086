"""Socket Mode: the same payloads over a connection of our own, acknowledged there, through the same app."""

import asyncio

from actions.settings_slack import SlackSettings
from bot.channels.slack.server import socket
from tests.peers.slack import BOT_TOKEN
from tests.slack.office import Office
from tests.slack.stand_in import StandIn


def over_socket(office: Office, scenario):
    async def play():
        async with StandIn(office.peer.api).running() as stand_in:
            office.slack = SlackSettings(bot_token=BOT_TOKEN, app_token="xapp-1", api_url=stand_in.api)
            channel = office.channel()
            front = await channel.front(lambda: None)
            handler = socket(front.app, "xapp-1")
            await handler.connect_async()
            try:
                while not stand_in.sockets:
                    await asyncio.sleep(0.01)
                return await scenario(stand_in, channel)
            finally:
                await handler.close_async()

    return asyncio.run(play())


def test_events_are_acknowledged_once_stored_and_answered(office):
    said = office.mention("seoyeon", "help")

    async def scenario(stand_in, channel):
        acks = [await stand_in.envelope("events_api", said) for _ in range(2)]
        stored = office.inbox()
        await office.work(channel)
        return acks, stored

    acks, stored = over_socket(office, scenario)
    assert [a["envelope_id"] for a in acks] == ["envelope-0", "envelope-1"]
    assert len(stored) == 1
    assert len(office.thread(said["event"]["ts"])) == 1


def test_commands_and_forms_get_their_answer_in_the_acknowledgement(office):
    command = {"command": "/moim", "text": "help", "user_id": office.ids["seoyeon"], "team_id": office.team}
    command |= {"channel_id": office.channel_id, "trigger_id": "1", "response_url": "http://127.0.0.1:9/"}
    ack = over_socket(office, lambda stand_in, _: stand_in.envelope("slash_commands", command))
    assert "/moim today" in str(ack["payload"])


def test_it_connects_again_when_slack_hangs_up(office):
    said = office.mention("seoyeon", "help")

    async def scenario(stand_in, channel):
        await stand_in.sockets[0].close()
        for _ in range(1500):
            if len(stand_in.sockets) > 1:
                break
            await asyncio.sleep(0.01)
        return await stand_in.envelope("events_api", said)

    assert over_socket(office, scenario)["envelope_id"] == "envelope-0"
    assert len(office.inbox()) == 1
