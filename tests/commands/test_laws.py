"""Laws that every command keeps, whatever it does: each is checked for all that the registry declares."""

import re
from collections.abc import Iterator

import pytest

from bot.chat.action import LIMIT, ActionId
from bot.chat.command import Command, Parameter
from bot.chat.event import Called, Reply
from bot.chat.form import Field
from bot.chat.message import File, Message
from bot.commands import REGISTRY
from tests.fakes.kith import HOME, Bot, Person, buttons_of, text_in
from tests.fakes.story import apart

EVERY = pytest.mark.parametrize("command", tuple(REGISTRY), ids=lambda command: command.name)
CARD = File("people.vcf", b"BEGIN:VCARD\nVERSION:3.0\nFN:Jonas Weber\nEND:VCARD\n")
MARK = 13
"""Characters that Discord's adapter puts behind the actions of a nudge, to find it again."""
NEVER_SAID = re.compile(r"\b(crm|scores?|leads?)\b", re.IGNORECASE)
OPAQUE = re.compile(r"(?<![\w.-])(?=[a-z2-7]*[2-7])[a-z2-7]{16}(?![\w.-])")
"""What our ids look like."""
CODE = re.compile(r"code (is )?[a-z0-9]{10}|[A-Z2-9]{4}-[A-Z2-9]{4}")


async def settled(bot: Bot, name: str = "Ana", *, workspace: str = HOME) -> Person:
    """Somebody who keeps people and has a team."""
    person = bot.person(name, workspace=workspace)
    for line in (
        "/kith add Sam Carter close company:Acme email:sam@acme.example",
        "/kith add Priya Nair every 10 days birthday:20 march tags:climbing: met at the hall",
        "/kith log Sam, Priya coffee yesterday: her new job",
        "/kith team join",
        "/kith team sharing on",
        "/kith privacy Sam open",
    ):
        await person.say(line)
    return person


async def call(bot: Bot, person: Person, command: Command, line: str, **files: File) -> Reply:
    called = Called(who=person.who, key="", command=command.name, line=line, files=files)
    return await bot.dispatcher.dispatch(called)


def files_for(command: Command) -> dict[str, File]:
    return {each.name: CARD for each in command.parameters if each.option.slot is None}


def messages(reply: Reply) -> list[Message]:
    return [each for each in (reply.message, *reply.also) if each is not None]


def actions(*shown: Message) -> Iterator[ActionId]:
    return (button.action for message in shown for _, button in buttons_of(message))


def asked(command: Command) -> tuple[Field, ...]:
    return tuple(each.field() for each in command.parameters if each.option.asked)


@EVERY
def test_has_help(command: Command) -> None:
    for said in (command.help, *(each.option.help for each in command.parameters)):
        assert 0 < len(said) <= 100
        assert not said.endswith(".")
        assert not NEVER_SAID.search(said)


@EVERY
def test_fits_discord(command: Command) -> None:
    """Sub-commands, options and choices of application commands; labels and descriptions in modals."""
    assert re.fullmatch(r"[a-z]{1,32}", command.name)
    assert len(command.parameters) <= 25
    for parameter in command.parameters:
        assert re.fullmatch(r"[a-z_]{1,32}", parameter.name)
        assert len(parameter.option.choices) <= 25
        assert all(0 < len(choice.label) <= 100 for choice in parameter.option.choices)
        assert all(0 < len(choice.value) <= 100 for choice in parameter.option.choices)
    assert len(asked(command)) <= 5
    for field in asked(command):
        assert 0 < len(field.label) <= 45
        assert len(field.hint) <= 100


def test_all_commands_fit_one_of_discord() -> None:
    """25 sub-commands, and 8,000 characters of names, descriptions and values in all."""
    commands = list(REGISTRY)
    options: list[Parameter] = [parameter for each in commands for parameter in each.parameters]
    texts = [text for each in commands for text in (each.name, each.help)]
    texts += [text for each in options for text in (each.name, each.option.help)]
    texts += [text for each in options for choice in each.option.choices for text in (choice.label, choice.value)]
    assert len(commands) <= 25
    assert sum(map(len, texts)) <= 8000


@EVERY
def test_fits_slack(command: Command) -> None:
    """Titles, placeholders and the options of menus in modals."""
    if asked(command):
        assert len(command.form({}).title) <= 24
    for field in asked(command):
        assert len(field.hint) <= 150
        assert all(0 < len(choice.label) <= 75 for choice in field.choices)
        assert all(0 < len(choice.value) <= 75 for choice in field.choices)


@EVERY
async def test_parses_its_own_examples(command: Command, quick: Bot) -> None:
    """And what they show can be used: buttons fit everywhere and lead somewhere, no opaque id stands in a text."""
    ana = await settled(quick)
    for example in command.examples:
        reply = await call(quick, ana, command, example, **files_for(command))
        assert reply.form is None, example
        assert not reply.problems, example
        assert reply.message is not None, example
        for action in actions(*messages(reply)):
            opens = action.route == "open" and action.args[0] in REGISTRY.commands
            assert opens or action.route in REGISTRY.routes, text_in(reply)
            assert len(action.encode()) <= LIMIT
            assert ActionId.decode(action.encode()) == action
        assert not OPAQUE.search(text_in(reply))
        assert not NEVER_SAID.search(text_in(reply))


@EVERY
async def test_options_mean_what_the_line_means(command: Command, quick: Bot) -> None:
    """Platforms that take options get the answers that a typed line gets."""
    ana, ben = await settled(quick), await settled(quick, "Ben", workspace="T2")
    for example in command.examples:
        said = await call(quick, ana, command, example, **files_for(command))
        options = apart(f"/kith {command.name} {example}")[1]
        called = Called(who=ben.who, key="", command=command.name, options=options, files=files_for(command))
        chosen = text_in(await quick.dispatcher.dispatch(called))
        assert CODE.sub("", chosen).replace("T2", "T1").replace("Ben", "Ana") == CODE.sub("", text_in(said))


@EVERY
async def test_answers_an_empty_line_kindly(command: Command, quick: Bot) -> None:
    ana = quick.person("Ana")
    for before in ("/kith help", "/kith add Sam Carter close"):
        await ana.say(before)
        for line in ("", "  \t ", "\u200b", "\x07"):
            reply = await call(quick, ana, command, line)
            assert (reply.form is None) != (reply.message is None), line
            assert text_in(reply)
            if reply.message is not None:
                assert "I can't" not in text_in(reply)
                assert "I don't know what" not in text_in(reply)


async def test_a_digest_has_room_for_the_mark_of_its_delivery(quick: Bot) -> None:
    ana = await settled(quick)
    await quick.forward(14)
    digests = ana.talker.inbox
    assert digests
    for action in actions(*digests):
        assert len(action.encode()) + MARK <= LIMIT
        assert action.route in REGISTRY.routes


@EVERY
async def test_is_in_the_help(command: Command, quick: Bot) -> None:
    ana = quick.person("Ana")
    overview = await ana.say("/kith help")
    assert f"/kith {command.name} " in overview
    assert command.help in overview
    details = await ana.say(f"/kith help {command.name}")
    assert command.help in details
    for example in command.examples:
        assert f"/kith {command.name} {example}".rstrip() in details
    for parameter in command.parameters:
        assert parameter.label in details


@EVERY
async def test_a_long_line_gets_a_short_answer(command: Command, quick: Bot) -> None:
    ana = quick.person("Ana")
    await ana.say("/kith add Sam Carter close")
    for line in ("Sam " + "very " * 2_000, "🎉" * 5_000):
        reply = await call(quick, ana, command, line)
        assert len(text_in(reply)) < 1_500 or reply.form is not None
