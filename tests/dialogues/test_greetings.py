"""Being greeted in the team's channel: one's own date, by one's own yes, once, and never where it may not be."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from adapters.memory import text_of
from bot.chat.adapter import Later, Refused, Uncertain
from bot.domain.ids import UserId
from bot.domain.user import Platform
from bot.engine.greeting import plan_some
from bot.ports import UnitOfWork
from tests.fakes.kith import Bot, Person

BIRTHDAY = "🎂 Today is Ben's birthday. Happy birthday!"


async def admin(bot: Bot, *, zone: str = "UTC") -> Person:
    """Ana, who looks after the team and lets it greet in a channel."""
    ana = bot.person("Ana", channel="C1", zone=zone)
    await ana.say("/kith team join")
    await ana.say("/kith team greetings <#C1|birthdays>")
    return ana


async def member(bot: Bot, date: str = "14 March", *, name: str = "Ben", zone: str = "UTC") -> Person:
    """Somebody who wants to be greeted on that day."""
    person = bot.person(name, zone=zone)
    await person.say("/kith team join")
    await person.say(f"/kith team birthday {date}")
    await person.press("Yes, greet me")
    return person


def said(bot: Bot, channel: str = "C1") -> list[str]:
    """What stands in the channel."""
    return [text_of(each.message) for each in bot.platforms[Platform.SLACK].channel("T1", channel) if not each.gone]


def moments(bot: Bot, channel: str = "C1") -> list[datetime | None]:
    return [each.at for each in bot.platforms[Platform.SLACK].channel("T1", channel)]


async def test_a_birthday_is_greeted_on_the_day_at_nine_and_never_twice(bot: Bot) -> None:
    await admin(bot)
    await member(bot)
    await bot.forward(40)
    assert said(bot) == [BIRTHDAY]
    assert moments(bot) == [datetime(2026, 3, 14, 9, 0, tzinfo=UTC)]
    await bot.forward(365)
    assert len(said(bot)) == 2


async def test_a_member_is_mentioned_by_their_account_there(bot: Bot) -> None:
    await admin(bot)
    await member(bot)
    await bot.forward(40)
    (shown,) = bot.platforms[Platform.SLACK].channel("T1", "C1")
    (text,) = shown.message.parts
    assert "U-ben" in str(text)


async def test_nothing_is_kept_before_a_yes(bot: Bot) -> None:
    await admin(bot)
    ben = bot.person("Ben")
    await ben.say("/kith team join")
    asked = await ben.say("/kith team birthday 14 March 1990")
    assert "Shall I greet you on 14 March in the channel of Workspace T1, #birthdays?" in asked
    assert "Today is Ben's birthday" in asked
    assert "1990" not in asked
    assert bot.shelf.rows()["greeting"] == []
    yes = ben.button("Yes, greet me")
    assert "I kept nothing of it." in await ben.press("No")
    assert "answered before" in await bot.press(ben, yes)
    await bot.forward(40)
    assert said(bot) == []
    assert bot.shelf.rows()["greeting"] == []


async def test_a_yes_is_taken_back(bot: Bot) -> None:
    await admin(bot)
    ben = await member(bot)
    assert "I'll greet you on 14 March" in await ben.say("/kith team birthday")
    assert "is gone from there" in await ben.say("/kith team birthday off")
    assert bot.shelf.rows()["greeting"] == []
    await bot.forward(40)
    assert said(bot) == []
    assert "You are not greeted for your birthday" in await ben.say("/kith team birthday")


async def test_a_work_anniversary_is_another_date(bot: Bot) -> None:
    await admin(bot)
    ben = await member(bot)
    await ben.say("/kith team work anniversary: 1 April 2020")
    await ben.press("Yes, greet me")
    await bot.forward(40)
    assert said(bot) == [BIRTHDAY, "🎉 Today is Ben's work anniversary. Thank you for being with us!"]


@pytest.mark.parametrize(
    ("admin_zone", "member_zone", "at"),
    [
        ("UTC", "Pacific/Auckland", datetime(2026, 3, 14, 9, 0, tzinfo=UTC)),
        ("America/New_York", "Pacific/Auckland", datetime(2026, 3, 13, 13, 0, tzinfo=UTC)),
        ("Pacific/Auckland", "America/Los_Angeles", datetime(2026, 3, 14, 20, 0, tzinfo=UTC)),
        ("Europe/Berlin", "Europe/Berlin", datetime(2026, 3, 14, 8, 0, tzinfo=UTC)),
    ],
)
async def test_it_is_the_members_own_date_at_the_channels_hour(
    quick: Bot, admin_zone: str, member_zone: str, at: datetime
) -> None:
    await admin(quick, zone=admin_zone)
    await member(quick, zone=member_zone)
    await quick.forward(40)
    assert moments(quick) == [at]


async def test_a_new_zone_moves_the_greeting(bot: Bot) -> None:
    await admin(bot)
    ben = await member(bot)
    await ben.say("/kith settings zone Pacific/Apia")
    await bot.forward(40)
    assert moments(bot) == [datetime(2026, 3, 14, 9, 0, tzinfo=UTC)]


async def test_the_leap_day_follows_the_members_choice(quick: Bot) -> None:
    await admin(quick)
    await member(quick, "29 February")
    await quick.forward(370)
    assert moments(quick) == [datetime(2027, 2, 28, 9, 0, tzinfo=UTC)]


@pytest.mark.parametrize("leaving", ["team leave", "forget me"])
async def test_who_left_is_not_greeted(bot: Bot, leaving: str) -> None:
    await admin(bot)
    ben = await member(bot)
    await ben.say(f"/kith {leaving}")
    if leaving == "forget me":
        await ben.press("Forget me for good")
    assert bot.shelf.rows()["greeting"] == []
    await bot.forward(40)
    assert said(bot) == []


async def test_who_has_kith_forget_them_leaves_the_channel_too(bot: Bot) -> None:
    await admin(bot)
    ben = await member(bot)
    await bot.forward(20)
    assert said(bot) == [BIRTHDAY]
    await ben.say("/kith forget me")
    await ben.press("Forget me for good")
    await bot.forward(1)
    assert said(bot) == []


async def test_forgetting_a_contact_leaves_the_greeting(bot: Bot) -> None:
    await admin(bot)
    ben = await member(bot)
    await ben.say("/kith add Sam")
    await bot.forward(20)
    await ben.say("/kith forget Sam")
    await ben.press("Forget for good")
    await bot.forward(1)
    assert said(bot) == [BIRTHDAY]


async def test_only_who_looks_after_the_team_chooses_the_channel(bot: Bot) -> None:
    ana = await admin(bot)
    ben = bot.person("Ben", channel="C2")
    await ben.say("/kith team join")
    for line in ("greetings here", "greetings <#C2|other>", "greetings off"):
        assert "chosen by who looks after the team" in await ben.say(f"/kith team {line}")
    assert "come in #birthdays." in await ben.say("/kith team greetings")
    assert "greetings here" not in ben.text
    assert "/kith team greetings here" in await ana.say("/kith team greetings")


async def test_the_channel_is_where_the_admin_writes(bot: Bot) -> None:
    ana = bot.person("Ana", channel="C7")
    await ana.say("/kith team join")
    answer = await ana.say("/kith team greetings here")
    assert "at 9:00 UTC on the day itself, weekends too." in answer
    assert "/invite @Kith" in answer
    await member(bot)
    await bot.forward(40)
    assert said(bot, "C7") == [BIRTHDAY]


@pytest.mark.parametrize("typed", ["#birthdays", "birthdays", "<#nothing>", "<@U1>", "<#D12>"])
async def test_what_is_no_channel(quick: Bot, typed: str) -> None:
    ana = quick.person("Ana")
    await ana.say("/kith team join")
    assert "Say it in the channel itself: /kith team greetings here" in await ana.say(f"/kith team greetings {typed}")
    assert "Say that in the channel that you mean" in await ana.say("/kith team greetings here")
    assert quick.shelf.rows()["greeting_place"] == []


async def test_on_discord_only_the_channel_at_hand_can_be_named(quick: Bot) -> None:
    ana = quick.person("Ana", platform=Platform.DISCORD, workspace="G1", manages=True, channel="77")
    await ana.say("/kith team join")
    assert "I don't know the channel" in await ana.say("/kith team greetings <#88>")
    assert "Greetings of Workspace G1 come in" in await ana.say("/kith team greetings <#77>")


@pytest.mark.parametrize("typed", ["yesterday's", "31 February", "soon"])
async def test_what_is_no_date(quick: Bot, typed: str) -> None:
    ben = quick.person("Ben")
    await ben.say("/kith team join")
    answer = await ben.say(f"/kith team birthday {typed}")
    assert 'Try "14 may"' in answer
    assert "Invite:" not in answer
    assert "Yes, greet me" not in answer


async def test_what_is_no_day_of_a_work_anniversary(quick: Bot) -> None:
    ben = quick.person("Ben")
    await ben.say("/kith team join")
    answer = await ben.say("/kith team work anniversary soon")
    assert 'I can\'t read "soon" as a day of the year.' in answer
    assert "/kith team birthday 14 May" in await ben.say("/kith team birthday soon")


async def test_ones_own_yes_is_listed_with_what_others_see(bot: Bot) -> None:
    await admin(bot)
    ben = await member(bot)
    await ben.say("/kith needs offer: a desk")
    await ben.press("Match with my team")
    seen = await ben.say("/kith privacy")
    assert (
        "Your birthday, 14 March, is told in the team's channel on the day. To take it back: /kith team birthday off."
        in seen
    )
    assert "1 line of what you look for or offer may be matched, unseen: /kith needs." in seen
    await ben.say("/kith team birthday off")
    await ben.say("/kith needs")
    await ben.press("Stop matching")
    assert "birthday" not in await ben.say("/kith privacy")
    assert "matched" not in ben.text


async def test_whoever_says_yes_where_no_channel_is_chosen_reads_so(quick: Bot) -> None:
    ben = quick.person("Ben")
    await ben.say("/kith team join")
    assert "Your team has no channel for it yet" in await ben.say("/kith team birthday 14 March")


async def test_a_channel_that_refuses_is_told_to_the_admin_once(bot: Bot) -> None:
    ana = await admin(bot)
    await member(bot)
    bot.platforms[Platform.SLACK].will(Refused("I am not in it; /invite me there"))
    await bot.forward(14)
    assert said(bot) == []
    told = await ana.say("/kith due")
    assert "I could not greet somebody in #birthdays of Workspace T1: I am not in it; /invite me there." in told
    assert "Ben" not in told
    assert "could not greet" not in await ana.say("/kith due")
    assert "could not greet" not in await bot.person("Ben").say("/kith status")
    await bot.forward(40)
    assert said(bot) == []


async def test_a_channel_that_is_mended_on_the_day_is_greeted_in(bot: Bot) -> None:
    ana = await admin(bot)
    await member(bot)
    bot.platforms[Platform.SLACK].will(Refused("it is archived"))
    await bot.forward(12)
    await ana.say("/kith team greetings <#C2|parties>")
    await bot.forward(1)
    assert said(bot) == []
    assert said(bot, "C2") == [BIRTHDAY]


@pytest.mark.parametrize("stored", [True, False])
async def test_what_is_uncertain_is_not_said_again(bot: Bot, stored: bool) -> None:
    await admin(bot)
    await member(bot)
    bot.platforms[Platform.SLACK].will(Uncertain("cut off"), stored=stored)
    await bot.forward(40)
    assert said(bot) == [BIRTHDAY] * stored


async def test_what_a_process_began_that_died_is_not_said_again(bot: Bot) -> None:
    await admin(bot)
    await member(bot)
    bot.clock.move(datetime(2026, 3, 14, 9, 0, tzinfo=UTC))

    def begun(uow: UnitOfWork) -> None:
        plan_some(uow, bot.clock(), 9)
        (claimed,) = uow.outbox.claim("slack:T1", bot.clock(), 9, 0.0)
        uow.outbox.save(replace(claimed, attempted_at=bot.clock()))

    await bot.kith.work.write(begun)
    await bot.forward(40)
    assert said(bot) == []


async def test_planning_twice_adds_nothing(bot: Bot) -> None:
    ana = await admin(bot)
    await member(bot)
    await bot.forward(12)
    for _ in range(2):
        await ana.say("/kith team greetings <#C1|birthdays>")
        await bot.forward(hours=1)
    assert said(bot) == [BIRTHDAY]


async def test_the_dates_are_ones_own_to_take(bot: Bot) -> None:
    await admin(bot)
    ben = await member(bot)
    given = {"team": "Workspace T1", "kind": "birthday", "month": 3, "day": 14}
    assert (await ben.book())["teams"]["greetings"] == [given]


async def test_what_has_to_wait_is_said_the_same_day_or_not_at_all(bot: Bot) -> None:
    ana = await admin(bot)
    await member(bot)
    await member(bot, "20 March", name="Cleo")
    bot.platforms[Platform.SLACK].will(Later(3600.0, "busy"))
    await bot.forward(14)
    assert moments(bot) == [datetime(2026, 3, 14, 10, 0, tzinfo=UTC)]
    bot.platforms[Platform.SLACK].will(Later(90_000.0, "out for long"))
    await bot.forward(14)
    assert len(said(bot)) == 1
    assert "could not greet somebody" in await ana.say("/kith due")


async def test_after_downtime_nobody_is_greeted_late(bot: Bot) -> None:
    await admin(bot)
    await member(bot)
    await bot.away(20)
    await bot.forward(1)
    assert said(bot) == []


async def test_a_team_that_greets_nowhere(bot: Bot) -> None:
    ana = await admin(bot)
    await member(bot)
    assert "greets nobody in a channel any more" in await ana.say("/kith team greetings off")
    await bot.forward(40)
    assert said(bot) == []
    assert len(bot.shelf.rows()["greeting"]) == 1


async def test_who_keeps_them_is_nudged_as_before(bot: Bot) -> None:
    await admin(bot)
    await member(bot)
    cleo = bot.person("Cleo")
    await cleo.say("/kith add Ben close birthday:16 March")
    await bot.forward(14)
    told = "\n".join(cleo.inbox)
    assert "birthday" in told
    await bot.forward(1)
    assert said(bot) == [BIRTHDAY]


async def test_a_pause_of_the_member_does_not_stop_the_channel(bot: Bot) -> None:
    await admin(bot)
    ben = await member(bot)
    await ben.say("/kith settings pause until 1 May")
    await bot.forward(40)
    assert said(bot) == [BIRTHDAY]


async def test_a_greeting_that_cannot_be_planned_keeps_no_reminder_back(bot: Bot) -> None:
    await admin(bot)
    ben = await member(bot)
    await ben.say("/kith remind Sam on 16 March: ask about the flat")
    await ben.press("Add Sam")

    def broken(uow: UnitOfWork) -> None:
        (greeting,) = uow.greetings.of(_user(uow, "U-ben"))
        uow.greetings.save(replace(greeting, month=13))

    await bot.kith.work.write(broken)
    await bot.forward(15)
    assert "There is a question you noted for Sam." in "".join(ben.inbox)


def _user(uow: UnitOfWork, external: str) -> UserId:
    account = uow.users.find(Platform.SLACK, "T1", external)
    assert account is not None
    return account.user
