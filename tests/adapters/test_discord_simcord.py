"""The basic conversations on SimCord too: a Discord that others made shares no misunderstanding with ours."""

from datetime import datetime

import simcord
from simcord.builders import UserHandle

from adapters.discord.delivery import Delivery
from adapters.discord.listener import Listener
from adapters.discord.pace import Openings, Requests
from bot.chat.action import ActionId
from bot.chat.adapter import Posted, Refused
from bot.chat.event import Called, Event, Pressed, Reply, Submitted
from bot.chat.form import Choice, Field, Form
from bot.chat.message import Button, Buttons, Message, Text, line, say
from bot.domain.ids import AccountId, UserId
from bot.domain.user import Account, Platform
from tests.fakes.discord_script import NOW, Lived, Script, Told, declared

OPEN = ActionId("open", ("log",))
LOG = Form(
    action=ActionId("form", ("log",)),
    title="Kith: log",
    fields=(Field(name="people", label="People", required=True),),
    reopen=OPEN,
)
NOTED = Message((Text((line("Noted."),)), Buttons((Button("Undo", ActionId("undo", ("x1",))), Button("More", OPEN)))))


def now() -> datetime:
    return NOW


def answer(event: Event) -> Reply:
    match event:
        case Called(options={"people": _}) | Submitted():
            return Reply(message=NOTED)
        case Pressed(action=ActionId("undo")):
            return Reply(message=say("Taken back."), replace=True)
    return Reply(form=LOG)


def listener(script: Script) -> Listener:
    script.answer = answer
    return Listener(declared(), script, Told(), Lived(), Openings(now), Requests(now))


def account_of(person: UserHandle) -> Account:
    return Account(id=AccountId("a1"), user=UserId("u1"), platform=Platform.DISCORD, scope="", external=str(person.id))


async def test_a_command_is_answered_to_its_giver_and_its_button_works_after_a_restart() -> None:
    async with simcord.run(listener(Script()), shard_count=1) as discord:
        alice = discord.create_user("alice")
        noted = (await alice.slash("kith log", people="Sam")).response
        assert noted.ephemeral
        assert noted.content == "Noted."
        await discord.restart_bot(listener(Script()))
        await alice.click(noted.message, label="Undo")
        (shown,) = alice.dm_channel.history(viewer=alice)
        assert (shown.id, shown.content, shown.components) == (noted.id, "Taken back.", [])


async def test_buttons_of_an_answer_outlive_the_quarter_of_an_hour_for_which_discord_py_keeps_views() -> None:
    async with simcord.run(listener(Script()), shard_count=1) as discord:
        alice = discord.create_user("alice")
        noted = (await alice.slash("kith log", people="Sam")).response
        await discord.advance_time(20 * 60)
        await alice.click(noted.message, label="Undo")
        (shown,) = alice.dm_channel.history(viewer=alice)
        assert shown.content == "Taken back."


async def test_what_is_missing_is_asked_in_a_form_even_from_a_button() -> None:
    script = Script()
    async with simcord.run(listener(script), shard_count=1) as discord:
        alice = discord.create_user("alice")
        asked = await alice.slash("kith log")
        noted = (await alice.submit_modal(asked, {"people": "Sam"})).response
        assert noted.content == "Noted."
        again = await alice.click(noted.message, label="More")
        assert again.modal["custom_id"] == "k1:form:log"
        assert [event.values for event in script.events if isinstance(event, Submitted)] == [{"people": "Sam"}]


async def test_completion_offers_suggestions() -> None:
    script = Script()
    script.suggestions = (Choice("#c1", "Sam Rivera"),)
    async with simcord.run(listener(script), shard_count=1) as discord:
        offered = await discord.create_user("alice").autocomplete("kith log", "people", "sa")
        assert offered == [{"name": "Sam Rivera", "value": "#c1"}]


async def test_a_digest_is_posted_once_and_found_again() -> None:
    client = listener(Script())
    async with simcord.run(client, shard_count=1) as discord:
        alice, delivery = discord.create_user("alice"), Delivery(client, Openings(now), Requests(now))
        began: datetime = discord.now()
        posted = await delivery.post(account_of(alice), NOTED, "d1")
        (shown,) = alice.dm_channel.history(viewer=alice)
        assert posted == Posted(str(alice.dm_channel.id), str(shown.id))
        assert await delivery.find_posted(account_of(alice), "d1", began) == posted
        assert await delivery.find_posted(account_of(alice), "d2", began) is None
        assert client.persistent_views == [], "discord.py keeps something for each message"


async def test_closed_direct_messages_are_a_refusal() -> None:
    client = listener(Script())
    async with simcord.run(client, shard_count=1) as discord:
        alice, delivery = discord.create_user("alice"), Delivery(client, Openings(now), Requests(now))
        discord.inject_error("POST", "/channels/*/messages", status=403, code=50007)
        assert isinstance(await delivery.post(account_of(alice), NOTED, "d1"), Refused)
        assert alice.dm_channel.history(viewer=alice) == []
