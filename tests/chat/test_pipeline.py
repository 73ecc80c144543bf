"""The way of an event when something is wrong: the person gets a sentence, and nothing half-done stays."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated

import pytest

from bot.app import Host
from bot.chat.action import ActionId
from bot.chat.command import Registry
from bot.chat.context import Context
from bot.chat.event import Called, Completing, Identity, Pressed, Reply
from bot.chat.form import Choice
from bot.chat.message import say
from bot.chat.option import text_option
from bot.chat.pipeline import Pipeline
from bot.commands import REGISTRY
from bot.domain.errors import KithError, StorageError
from bot.domain.user import Platform, Preferences
from bot.services import changes, contacts
from tests.fakes.kith import Bot, text_in

ANA = Identity(platform=Platform.CONSOLE, scope="console", external="ana", name="Ana")


@dataclass(frozen=True, slots=True)
class OneArgs:
    """One word."""

    word: Annotated[
        str, text_option("A word", complete=lambda ctx, text: tuple(Choice(str(n), str(n)) for n in range(40)))
    ]


def failing(error: Exception) -> Registry:
    """A command that adds somebody and then fails."""
    registry = Registry()

    @registry.command("fail", "Adds somebody and fails", examples=("x",))
    def fail(args: OneArgs, ctx: Context) -> Reply:
        changes.begin(ctx.uow, ctx.user, "added somebody", ctx.now)
        contacts.create(ctx.uow, ctx.user, contacts.Profile(name=args.word), ctx.now)
        raise error

    @registry.button("form", opens_form=True)
    def form(ctx: Context, args: tuple[str, ...]) -> Reply:
        return Reply(message=say("A form."))

    return registry


def pipeline(bot: Bot, registry: Registry, committed: Callable[[], None] = lambda: None) -> Pipeline:
    return Pipeline(registry, bot.kith.work, bot.clock, Host(Preferences()), committed=committed)


def called(line: str = "", *, command: str = "fail", key: str = "k") -> Called:
    return Called(who=ANA, key=key, command=command, line=line)


@pytest.mark.parametrize("error", [KithError("No, sorry."), StorageError("The disk is full, so nothing can be saved.")])
async def test_a_foreseen_error_is_its_own_sentence_and_leaves_nothing(bot: Bot, error: KithError) -> None:
    reply = await pipeline(bot, failing(error)).dispatch(called("Sam"))
    assert text_in(reply) == error.sentence
    assert bot.shelf.rows()["contact"] == []
    assert bot.shelf.rows()["event_seen"] == [], "the same event may be tried again"


async def test_an_unforeseen_error_gives_a_reference_that_finds_it_in_the_log(bot: Bot) -> None:
    reply = await pipeline(bot, failing(RuntimeError("boom"))).dispatch(called("Sam secret"))
    entry = next(each for each in bot.logs if each["event"] == "event failed")
    assert f"tell whoever runs Kith this reference: {entry['reference']}." in text_in(reply)
    assert "boom" in entry["exception"]
    assert "boom" not in text_in(reply)
    assert "secret" not in repr(bot.logs)
    assert bot.shelf.rows()["contact"] == []


async def test_what_the_database_refuses_is_logged_without_what_was_typed(bot: Bot) -> None:
    registry = Registry()

    @registry.command("fail", "Adds the same contact twice", examples=("x",))
    def fail(args: OneArgs, ctx: Context) -> Reply:
        made = contacts.create(ctx.uow, ctx.user, contacts.Profile(name=args.word, company="Hidden"), ctx.now)
        ctx.uow.contacts.add(made)
        ctx.uow.contacts.named(ctx.user.id)
        return Reply(message=say("Done."))

    assert "reference" in text_in(await pipeline(bot, registry).dispatch(called("Secretname")))
    logged = repr(bot.logs)
    assert "Secretname" not in logged
    assert "Hidden" not in logged


async def test_the_engine_is_woken_by_what_may_have_written(quick: Bot) -> None:
    woken: list[bool] = []
    ours = pipeline(quick, REGISTRY, lambda: woken.append(True))
    await ours.dispatch(called("Sam", command="add", key="k1"))
    assert woken == [True]
    await ours.dispatch(called("Sam", command="show", key="k2"))
    assert woken == [True]


def test_whether_a_form_follows_is_known_from_the_event_alone(quick: Bot) -> None:
    ours = pipeline(quick, failing(RuntimeError()))
    assert ours.opens_form(called())
    assert not ours.opens_form(called("Sam"))
    assert not ours.opens_form(called(command="nosuchcommand"))
    assert not ours.opens_form(Called(who=ANA, key="", command="fail", options={"word": "x"}))
    assert ours.opens_form(Called(who=ANA, key="", command="fail", options={"word": " \x00"}))
    for route, opens in (("form", True), ("open", True), ("nosuchroute", False)):
        assert ours.opens_form(Pressed(who=ANA, key="", action=ActionId(route, ("x",)))) is opens


def test_a_command_that_answers_alone_asks_only_for_the_rest(quick: Bot) -> None:
    """So that a list is no form, and what was begun is finished in one."""
    ours = quick.kith.pipeline
    assert not ours.opens_form(called(command="remind"))
    assert ours.opens_form(Called(who=ANA, key="", command="remind", options={"person": "Sam"}))


async def test_a_colon_behind_the_name_of_a_command_says_nothing(quick: Bot) -> None:
    reply = await quick.kith.pipeline.dispatch(called("I moved", command="news:"))
    assert "Your news: I moved" in text_in(reply)


async def test_at_most_25_suggestions_and_none_for_whom_we_do_not_know(quick: Bot) -> None:
    ours = pipeline(quick, failing(KithError("x")))
    asked = Completing(who=ANA, command="fail", option="word", text="")
    assert await ours.complete(asked) == ()
    await quick.kith.pipeline.dispatch(Called(who=ANA, key="", command="settings", line="hour 9"))
    assert len(await ours.complete(asked)) == 25
    for command, option in (("fail", "nosuchoption"), ("nosuchcommand", "word")):
        assert await ours.complete(Completing(who=ANA, command=command, option=option, text="")) == ()
