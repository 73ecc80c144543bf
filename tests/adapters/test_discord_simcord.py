"""The conversations on SimCord too: a Discord that others made shares no misunderstanding with ours.

What SimCord 3.2 cannot do is shown before our own pretended Discord alone. It has no sockets: no gateway that is cut
and resumed, no answer that is lost, no interactions over HTTP. It keeps no limits of rate and no three seconds, and
takes no notice of a nonce. It tells of no installation, so that no server counts as one that Kith was added to. Whether
a request fits Discord's description it does not judge. And people cannot close their direct messages there: the refusal
is ordered.
"""

from contextlib import AbstractAsyncContextManager
from datetime import timedelta

import pytest

from bot.chat.adapter import Posted
from bot.chat.message import say
from bot.domain.user import Platform
from tests.fakes.discord_simcord import Scene, inbox, shown, simulated, texts
from tests.fakes.shelf import Shelf

Connecting = AbstractAsyncContextManager[Scene]
MESSAGES = "/channels/*/messages"


@pytest.fixture
def connecting(sqlite_shelf: Shelf) -> Connecting:
    """SimCord wants to be left by the task that entered it, which a fixture's teardown is not."""
    return simulated(sqlite_shelf.emptied())


def told(scene: Scene) -> int:
    """How often Discord was told of the commands."""
    requests = scene.simulation.http_requests
    return sum(1 for each in requests if each.method == "PUT" and each.path.endswith("/commands"))


async def test_ready_with_its_commands_told_once_and_not_again_after_a_restart(connecting: Connecting) -> None:
    async with connecting as scene:
        ana = scene.member("ana")
        assert {"kith log", "kith add", "kith due"} <= set(ana.available_commands(scene.square))
        assert told(scene) == 1
        await scene.restart()
        assert told(scene) == 1
        assert "Added" in texts(await ana.slash(scene.square, "kith add", name="Sam"))[0]


async def test_people_and_days_are_completed(connecting: Connecting) -> None:
    async with connecting as scene:
        ana = scene.member("ana")
        await ana.slash(scene.square, "kith add", name="Sam Carter")
        people = await ana.autocomplete(scene.square, "kith log", "people", "sa")
        assert [each["name"] for each in people] == ["Sam Carter"]
        (day,) = await ana.user.autocomplete("kith log", "when", "next fri")
        assert day["name"] == "next fri → Fri 9 Jan"


async def test_an_answer_is_for_its_giver_alone_and_taken_back_twenty_minutes_later(
    connecting: Connecting,
) -> None:
    async with connecting as scene:
        ana, ben = scene.member("ana"), scene.member("ben")
        added = await ana.slash(scene.square, "kith add", name="Sam")
        assert added.ephemeral
        assert scene.square.history(viewer=ben) == []
        await scene.simulation.advance_time(20 * 60)  # discord.py keeps a view for a quarter of an hour
        await ana.click(shown(added), label="Undo")
        assert any("Undone" in each.content for each in scene.square.history(viewer=ana))


async def test_a_form_is_mended_and_goes_on_to_the_next_one(connecting: Connecting) -> None:
    async with connecting as scene:
        ana = scene.member("ana")
        await ana.slash(scene.square, "kith add", name="Sam Carter")
        asked = await ana.slash(scene.square, "kith edit", person="Sam")
        refused = await ana.submit_modal(asked, {"name": "Sam Carter", "birthday": "whenever"})
        assert "as a birthday" in texts(refused)[0]
        again = await ana.click(shown(refused), label="Fix it in a form")
        saved = await ana.submit_modal(again, {"name": "Sam Carter", "birthday": "14 may"})
        assert "Changed about" in texts(saved)[0]
        labels = await ana.click(shown(saved), label="Contact and labels…")
        assert labels.modal is not None
        assert labels.modal["title"] == "Edit Sam Carter"


async def test_a_digest_comes_once_and_its_buttons_work_after_a_restart_and_weeks(connecting: Connecting) -> None:
    async with connecting as scene:
        ana = scene.member("ana")
        await ana.slash(scene.square, "kith add", name="Sam Carter", rhythm="every 7 days")
        await scene.forward(8)
        (digest,) = inbox(ana)
        assert "Sam Carter" in digest.content
        await scene.restart()
        await scene.simulation.advance_time(timedelta(weeks=3).total_seconds())
        await ana.user.click(digest, label="Talked")
        (pressed,) = inbox(ana)
        assert pressed.id == digest.id
        assert "You were in touch today" in pressed.content


async def test_what_was_posted_is_found_again_by_its_key(connecting: Connecting, sqlite_shelf: Shelf) -> None:
    async with connecting as scene:
        ana, adapter = scene.member("ana"), scene.kith.adapters[Platform.DISCORD]
        await ana.slash(scene.square, "kith add", name="Sam Carter", rhythm="every 7 days")
        await scene.forward(8)
        (digest,), (row,) = inbox(ana), sqlite_shelf.rows()["delivery"]
        with scene.kith.store.read() as uow:
            account = uow.users.find(Platform.DISCORD, "", str(ana.id))
        assert account is not None
        began = scene.clock() - timedelta(days=9)
        assert await adapter.find_posted(account, str(row["id"]), began) == Posted(
            str(digest.channel.id), str(digest.id)
        )
        assert await adapter.find_posted(account, "another", began) is None
        await adapter.post(account, say("No buttons, no mark."), "another")
        assert len(inbox(ana)) == 2


async def test_the_menus_of_people_and_messages_open_forms(connecting: Connecting) -> None:
    async with connecting as scene:
        ana, ben = scene.member("ana"), scene.member("ben")
        asked = await ana.context_menu(scene.square, "Log a catch-up", ben)
        refused = await ana.submit_modal(asked, {"people": "ben"})
        assert "don't know anyone called ben" in texts(refused)[0]
        await ana.click(shown(refused), label="Add ben")
        asked = await ana.context_menu(scene.square, "Keep in touch", ben)
        assert "every 30 days" in texts(await ana.submit_modal(asked, {"people": "ben", "rhythm": "close"}))[0]
        message = await ben.send(scene.square, "a secret recipe")
        asked = await ana.context_menu(scene.square, "Follow up on this", message)
        assert str(message.id) in str(asked.modal)
        assert "secret" not in str(asked.modal)


async def test_a_refused_digest_is_told_at_the_next_command(connecting: Connecting) -> None:
    async with connecting as scene:
        ana = scene.member("ana")
        await ana.slash(scene.square, "kith add", name="Sam Carter", rhythm="every 7 days")
        scene.simulation.inject_error("POST", MESSAGES, status=403, code=50007)
        await scene.forward(8)
        assert inbox(ana) == []
        answer, *missed = texts(await ana.slash(scene.square, "kith due"))
        assert "Sam Carter" in answer
        assert any("direct messages are closed" in each for each in missed)
