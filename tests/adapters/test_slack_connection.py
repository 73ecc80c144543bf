"""A socket that looks well and is not: silent while every ping is answered."""

from prometheus_client import REGISTRY

from bot.app import utc_now
from tests.fakes.slack import FakeSlack
from tests.fakes.slack_script import Script, running


async def test_a_silent_connection_is_made_anew_and_nothing_is_handled_twice() -> None:
    async with FakeSlack() as slack:
        script = Script()
        async with running(slack, script, silent_seconds=1.2):
            opened = slack.socket.opened
            await slack.socket.connected(times=opened + 1)
            assert len(slack.socket.connections) == 1
            alice = slack.user("U1")
            await alice.command("/kith", "due")
            assert len(script.events) == 1
        slack.assert_clean()


async def test_what_slack_counts_is_measured() -> None:
    async with FakeSlack() as slack, running(slack, Script()):
        assert REGISTRY.get_sample_value("kith_slack_connections") == 1.0
        began = utc_now().timestamp()
        await slack.user("U1").command("/kith", "due")
        heard = REGISTRY.get_sample_value("kith_slack_last_envelope_timestamp_seconds")
        assert heard is not None
        assert heard >= began - 1


async def test_through_a_socket_nothing_is_served_over_http() -> None:
    async with FakeSlack() as slack, running(slack, Script()) as adapter:
        assert adapter.routes() == []
