"""Two accounts of one person become one, and two again; nobody gets at somebody else's people by it."""

import re

import pytest
from prometheus_client import REGISTRY

from bot.chat.adapter import Refused
from bot.chat.event import Standing
from bot.domain.user import Platform
from bot.engine.upkeep import upkeep
from tests.fakes.kith import Bot, Person

CODE = re.compile(r"[A-Z2-9]{4}-[A-Z2-9]{4}")
REFUSED = "That code doesn't work"
PAUSED = "I look at no further one for an hour"
SEPARABLE = "There is nothing to separate"


async def code_of(person: Person, line: str = "/kith link") -> str:
    found = CODE.search(await person.say(line))
    assert found is not None, person.text
    return found[0]


def refusals() -> float:
    return REGISTRY.get_sample_value("kith_link_refused_total") or 0.0


async def on_slack(bot: Bot) -> Person:
    ana = bot.person("Ana")
    for line in (
        "/kith add Sam Carter close email:sam@acme.example",
        "/kith add Priya Nair every 10 days birthday:20 march",
        "/kith add Max Weber",
        "/kith log Sam coffee yesterday: her new job",
    ):
        await ana.say(line)
    return ana


async def on_discord(bot: Bot) -> Person:
    ana = bot.person("Ana", platform=Platform.DISCORD, workspace="")
    for line in (
        "/kith add Samuel Carter email:sam@acme.example birthday:4 may",
        "/kith add Max Weber",
        "/kith log Samuel call today: the flat",
        "/kith note Max: allergic to nuts",
        "/kith remind Max in 3 weeks: ask about the boat",
        "/kith news I moved to Lisbon",
        "/kith needs looking for: a spare desk",
    ):
        await ana.say(line)
    return ana


async def joined(bot: Bot) -> tuple[Person, Person]:
    slack, discord = await on_slack(bot), await on_discord(bot)
    await discord.say(f"/kith link {await code_of(slack)}")
    await discord.press("Join")
    return slack, discord


async def test_nothing_happens_before_the_press_and_the_preview_says_what_will(bot: Bot) -> None:
    slack, discord = await on_slack(bot), await on_discord(bot)
    code = await code_of(slack)
    before = bot.shelf.rows()
    shown = await discord.say(f"/kith link {code.lower().replace('-', ' ')}")
    assert "gives Ana on Slack (Workspace T1) all of your people and notes" in shown
    assert "Ana on Slack (Workspace T1): 3 people" in shown
    assert "Ana on Discord: 2 people" in shown
    assert "Sam Carter and Samuel Carter" in shown
    assert re.search(r"stay apart\W+Max Weber", shown)
    changed = {table for table, rows in bot.shelf.rows().items() if rows != before[table]}
    assert changed <= {"link_code", "account", "event_seen"}


@pytest.mark.parametrize("begins_on", ["slack", "discord"])
async def test_both_are_one_from_either_side(bot: Bot, begins_on: str) -> None:
    slack, discord = await on_slack(bot), await on_discord(bot)
    first, second = (slack, discord) if begins_on == "slack" else (discord, slack)
    await second.say(f"/kith link {await code_of(first)}")
    assert "You are one: 4 people" in await second.press("Join")
    for person in (slack, discord):
        shown = await person.say("/kith show Sam Carter")
        assert "the flat" in shown
        assert "her new job" in shown
        assert "4 May" in shown
        book = await person.book()
        assert sorted(each["name"] for each in book["contacts"]) == [
            "Max Weber",
            "Max Weber",
            "Priya Nair",
            "Sam Carter",
        ]
        assert [each["text"] for each in book["notes"]] == ["allergic to nuts"]
        assert [each["text"] for each in book["follow_ups"]] == ["about the boat"]
        assert [each["text"] for each in book["news"]] == ["I moved to Lisbon"]
        assert [each["text"] for each in book["needs"]] == ["a spare desk"]
    assert len(bot.shelf.rows()["users"]) == 1


async def test_a_code_works_once(bot: Bot) -> None:
    slack, discord = await on_slack(bot), await on_discord(bot)
    eve = bot.person("Eve")
    code = await code_of(slack)
    await discord.say(f"/kith link {code}")
    press = discord.button("Join")
    await discord.press("Join")
    assert REFUSED in await eve.say(f"/kith link {code}")
    assert "done before" in await bot.press(discord, press)


async def test_wrong_used_and_old_codes_get_one_and_the_same_sentence_and_are_counted(bot: Bot) -> None:
    slack, discord = await on_slack(bot), await on_discord(bot)
    old = await code_of(slack)
    newer = await code_of(slack)
    before = refusals()
    answers = {await discord.say(f"/kith link {each}") for each in (old, "ABCD-EFGH", "x", "💥")}
    await bot.forward(minutes=15)
    answers.add(await discord.say(f"/kith link {newer}"))
    answers.discard(discord.text)
    assert len(answers) == 1
    assert REFUSED in answers.pop()
    assert PAUSED in discord.text
    assert refusals() == before + 5


async def test_whoever_guesses_is_paused_even_for_a_right_code(bot: Bot) -> None:
    slack, eve = await on_slack(bot), bot.person("Eve", workspace="T2")
    code = await code_of(slack)
    for guess in "ABCDE":
        await eve.say(f"/kith link {guess * 8}")
    assert PAUSED in await eve.say(f"/kith link {code}")
    assert "Ana" not in eve.text
    await bot.forward(hours=1, minutes=1)
    assert "Join two accounts?" in await eve.say(f"/kith link {await code_of(slack)}")


async def test_somebody_who_is_tricked_reads_who_would_get_their_people(bot: Bot) -> None:
    ana = await on_slack(bot)
    mallory = bot.person("Mallory", platform=Platform.DISCORD, workspace="")
    shown = await ana.say(f"/kith link {await code_of(mallory)}")
    assert "This gives Mallory on Discord all of your people and notes" in shown
    assert "Go on only if that account is yours" in shown
    assert "I found nobody" in await mallory.say("/kith show Sam Carter")
    assert len(bot.shelf.rows()["users"]) == 2


async def test_only_whoever_entered_the_code_can_press(bot: Bot) -> None:
    slack, discord = await on_slack(bot), await on_discord(bot)
    eve = bot.person("Eve")
    await discord.say(f"/kith link {await code_of(slack)}")
    assert "done before" in await bot.press(eve, discord.button("Join"))
    assert len([each for each in bot.shelf.rows()["users"] if each["name"] == "Ana"]) == 2


async def test_ones_own_code_is_no_ones_else(bot: Bot) -> None:
    slack = await on_slack(bot)
    assert "your own" in await slack.say(f"/kith link {await code_of(slack)}")


async def test_guests_get_no_code(bot: Bot) -> None:
    guest = bot.person("Gil", standing=Standing.GUEST)
    assert not CODE.search(await guest.say("/kith link"))


async def test_letters_of_a_code_stand_nowhere(bot: Bot) -> None:
    slack = await on_slack(bot)
    code = await code_of(slack)
    assert code.replace("-", "") not in str(bot.shelf.rows())


async def test_whoever_gave_the_code_is_told_at_once_and_only_there(bot: Bot) -> None:
    slack, discord = await on_slack(bot), await on_discord(bot)
    await slack.say("/kith settings pause 2 weeks")
    await discord.say(f"/kith link {await code_of(slack)}")
    await discord.press("Join")
    await discord.say("/kith settings platform discord")
    await bot.forward()
    (told,) = slack.inbox
    assert "A code was used: Ana on Discord and this account are one now" in told
    assert "/kith link off" in told
    assert discord.inbox == []


async def test_somebody_who_got_hold_of_a_code_is_noticed_and_locked_out_again(bot: Bot) -> None:
    ana, eve = await on_slack(bot), bot.person("Eve", platform=Platform.DISCORD, workspace="")
    await eve.say(f"/kith link {await code_of(ana)}")
    await eve.press("Join")
    for line in ("/kith settings platform discord", "/kith settings pause 2 weeks", "/kith add Mo", "/kith forget Max"):
        await eve.say(line)
    await eve.press("Forget for good")
    await bot.forward()
    (told,) = ana.inbox
    assert "Eve on Discord and this account are one now" in told
    assert "may have read your notes" in told
    assert "Eve on Discord" in await ana.say("/kith link off")
    await ana.press("Separate")
    assert [each["name"] for each in (await eve.book())["contacts"]] == []
    assert {"Sam Carter", "Priya Nair"} <= {each["name"] for each in (await ana.book())["contacts"]}


async def test_where_it_cannot_be_told_it_is_told_at_the_next_command_from_there(quick: Bot) -> None:
    ana, eve = await on_slack(quick), quick.person("Eve", platform=Platform.DISCORD, workspace="")
    await eve.say(f"/kith link {await code_of(ana)}")
    await eve.press("Join")
    await eve.say("/kith settings pause 2 weeks")
    quick.platforms[Platform.SLACK].will(Refused("your direct messages are closed"))
    await quick.forward()
    assert ana.inbox == []
    assert "A code was used" not in await eve.say("/kith due")
    assert "A code was used: Eve on Discord" in await ana.say("/kith due")
    assert "A code was used" not in await ana.say("/kith due")
    assert eve.inbox == []


async def test_what_was_separated_before_it_could_be_told_is_not_told(quick: Bot) -> None:
    slack, discord = await joined(quick)
    await discord.say("/kith link off")
    await discord.press("Separate")
    await quick.forward()
    assert slack.inbox == discord.inbox == []
    assert [each["state"] for each in quick.shelf.rows()["delivery"]] == ["withdrawn"]


async def test_link_lists_what_is_one_and_off_works_its_way_down(quick: Bot) -> None:
    slack, discord = await joined(quick)
    other = quick.person("Ana", workspace="T2")
    await other.say("/kith add Zoe")
    await quick.forward(2)
    await other.say(f"/kith link {await code_of(slack)}")
    await other.press("Join")
    listed = await slack.say("/kith link")
    assert "Ana on Slack (Workspace T2), since Wed 4 Mar; can be separated until Fri 3 Apr" in listed
    assert "Ana on Discord, since Mon 2 Mar; can be separated until Wed 1 Apr" in listed
    assert listed.index("T2") < listed.index("Ana on Discord")
    assert "Ana on Slack (Workspace T1) and Ana on Discord, since Wed 4 Mar" in await other.say("/kith link")
    for there, name in ((other, "Slack (Workspace T2)"), (discord, "Discord")):
        assert f"Ana on {name} gets a book of its own" in await slack.say("/kith link off")
        await slack.press("Separate")
        assert SEPARABLE in await there.say("/kith link off")
    assert "One with this account" not in await slack.say("/kith link")
    assert [each["name"] for each in (await other.book())["contacts"]] == ["Zoe"]
    assert len(quick.shelf.rows()["users"]) == 3


async def test_a_join_that_was_swallowed_by_another_comes_back_with_it(bot: Bot) -> None:
    slack, discord = await joined(bot)
    other = bot.person("Eve", workspace="T2")
    for name in ("Al", "Bo", "Cy", "Di", "Ed", "Flo"):
        await other.say(f"/kith add {name}")
    await discord.say(f"/kith link {await code_of(other)}")
    assert "You are one: 10 people" in await discord.press("Join")
    await bot.forward()
    assert "Eve on Slack (Workspace T2) and this account are one now" in slack.inbox[-1]
    await discord.say("/kith forget Priya")
    await discord.press("Forget for good")
    assert "on Slack (Workspace T2)" in await slack.say("/kith link")
    await slack.say("/kith link off")
    await slack.press("Separate")
    assert sorted(each["name"] for each in (await slack.book())["contacts"]) == ["Max Weber", "Max Weber", "Sam Carter"]
    assert len((await other.book())["contacts"]) == 6
    assert "Ana on Discord" in await slack.say("/kith link off")
    await slack.press("Separate")
    assert sorted(each["name"] for each in (await discord.book())["contacts"]) == ["Max Weber", "Samuel Carter"]
    assert SEPARABLE in await slack.say("/kith link off")
    assert SEPARABLE in await discord.say("/kith link off")


async def test_who_is_forgotten_goes_from_swallowed_joins_too(quick: Bot) -> None:
    slack, discord = await joined(quick)
    other = quick.person("Eve", workspace="T2")
    for name in ("Al", "Bo", "Cy", "Di", "Ed", "Flo"):
        await other.say(f"/kith add {name}")
    await discord.say(f"/kith link {await code_of(other)}")
    await discord.press("Join")
    await slack.say("/kith forget Sam Carter")
    await slack.press("Forget for good")
    for _ in range(2):
        await slack.say("/kith link off")
        await slack.press("Separate")
    assert [each["name"] for each in (await discord.book())["contacts"]] == ["Max Weber"]


async def test_separate_again_each_has_what_it_had(bot: Bot) -> None:
    slack, discord = await on_slack(bot), await on_discord(bot)
    before = [await slack.book(), await discord.book()]
    await discord.say(f"/kith link {await code_of(slack)}")
    await discord.press("Join")
    await slack.say("/kith add Sam Miller")
    await bot.forward(3)
    shown = await slack.say("/kith link off")
    assert "Ana on Discord" in shown
    assert "separate again" in await slack.press("Separate")
    after = [await slack.book(), await discord.book()]
    names = [[each["name"] for each in book["contacts"]] for book in after]
    assert names[0].pop(names[0].index("Sam Miller"))
    for number, book in enumerate(before):
        assert sorted(names[number]) == sorted(each["name"] for each in book["contacts"])
        assert told(after[number]["interactions"]) == told(book["interactions"])
        for part in ("notes", "follow_ups", "news", "needs"):
            assert [each["text"] for each in after[number][part]] == [each["text"] for each in book[part]]
    assert SEPARABLE in await slack.say("/kith link off")
    assert SEPARABLE in await discord.say("/kith link off")


def told(interactions: list[dict[str, str]]) -> list[tuple[str, str]]:
    return [(each["on"], each["note"]) for each in interactions]


async def test_what_was_noted_since_stays_and_is_named(bot: Bot) -> None:
    slack, discord = await joined(bot)
    await discord.say("/kith log Sam call today: the keys")
    await slack.say("/kith link off")
    await slack.press("Separate")
    assert "the keys" in await slack.say("/kith show Sam")
    assert "the keys" not in await discord.say("/kith show Samuel")


async def test_after_thirty_days_it_stays_one(bot: Bot) -> None:
    slack, _ = await joined(bot)
    await slack.say("/kith link off")
    press = slack.button("Separate")
    await bot.forward(31)
    assert SEPARABLE in await slack.say("/kith link off")
    assert "too long ago" in await bot.press(slack, press)
    await bot.kith.work.write(lambda uow: upkeep(uow, bot.clock()))
    assert bot.shelf.rows()["joint"] == []


async def test_undo_passes_over_the_join(bot: Bot) -> None:
    slack, discord = await on_slack(bot), bot.person("Ana", platform=Platform.DISCORD, workspace="")
    await discord.say("/kith add Zoe")
    await discord.say(f"/kith link {await code_of(slack)}")
    await discord.press("Join")
    assert "her new job" not in await slack.say("/kith undo")
    assert "noted" in slack.text or "Sam" in slack.text
    assert "Zoe" in await slack.say("/kith show Zoe")


async def test_who_was_forgotten_does_not_come_back_with_a_separation(bot: Bot) -> None:
    slack, discord = await joined(bot)
    await slack.say("/kith forget Sam Carter")
    await slack.press("Forget for good")
    await slack.say("/kith link off")
    await slack.press("Separate")
    assert [each["name"] for each in (await discord.book())["contacts"]] == ["Max Weber"]


async def test_a_log_on_discord_silences_the_nudge_on_slack(bot: Bot) -> None:
    slack, discord = await joined(bot)
    await slack.say("/kith settings platform slack")
    await bot.forward(28)
    assert not any("Sam Carter" in each for each in slack.inbox)
    await discord.say("/kith log Sam call today")
    await bot.forward(10)
    assert not any("talked to Sam Carter" in each for each in (*slack.inbox, *discord.inbox))
    await bot.forward(25)
    assert any("talked to Sam Carter" in each for each in slack.inbox)
    assert not any("talked to Sam Carter" in each for each in discord.inbox)


async def test_a_circle_is_told_of_on_its_platform_alone(bot: Bot) -> None:
    slack, discord = await joined(bot)
    await slack.say("/kith settings platform slack")
    assert "The circle close" in await slack.say("/kith settings only close discord")
    await bot.forward(40)
    assert any("Sam Carter" in each for each in discord.inbox)
    assert not any("talked to Sam Carter" in each for each in slack.inbox)
    assert "The circle close" not in await slack.say("/kith settings only close anywhere")


async def test_a_circle_cannot_be_kept_where_one_is_not(quick: Bot) -> None:
    ana = await on_slack(quick)
    assert "I don't know you on discord yet" in await ana.say("/kith settings only close discord")
    assert "only close discord" in await ana.say("/kith settings only mars")


async def test_what_was_written_to_the_book_that_ends_is_taken_away(bot: Bot) -> None:
    slack, discord = await on_slack(bot), await on_discord(bot)
    await discord.say("/kith keep Max every 2 days")
    await bot.forward(5)
    assert any("Max" in each for each in discord.inbox)
    await discord.say(f"/kith link {await code_of(slack)}")
    await discord.press("Join")
    await bot.forward(hours=1)
    assert not any("Max" in each for each in discord.inbox)


async def test_sharing_begins_switched_off_in_what_is_new(bot: Bot) -> None:
    slack, discord = await on_slack(bot), await on_discord(bot)
    ben = bot.person("Ben", platform=Platform.DISCORD, workspace="G1", manages=True)
    await ben.say("/kith team join")
    here = bot.person("Ana", platform=Platform.DISCORD, workspace="G1", manages=True)
    for line in ("/kith team join", "/kith team sharing on", "/kith privacy Max open"):
        await here.say(line)
    assert "Ana" in await ben.say("/kith whoknows Max")
    await discord.say(f"/kith link {await code_of(slack)}")
    await discord.press("Join")
    assert "Nobody" in await ben.say("/kith whoknows Max")
    assert "off" in await here.say("/kith team")


async def test_workspaces_are_joined_to_one_team_by_those_who_manage_them(bot: Bot) -> None:
    ana = await on_slack(bot)
    await ana.say("/kith team join")
    code = await code_of(ana, "/kith link team")
    ben = bot.person("Ben", platform=Platform.DISCORD, workspace="G1")
    boss = bot.person("Boss", platform=Platform.DISCORD, workspace="G1", manages=True)
    assert "manages this server" in await ben.say(f"/kith link team {code}")
    assert REFUSED in await boss.say(f"/kith link {code}")
    assert REFUSED in await boss.say("/kith link team ABCD-EFGH")
    shown = await boss.say(f"/kith link team {code}")
    assert "Workspace T1" in shown
    assert "belongs to the team" in await boss.press("Join")
    assert "already" not in await boss.say("/kith team join")
    assert len(bot.shelf.rows()["team"]) == 1
    again = await code_of(ana, "/kith link team")
    assert "has a team already" in await boss.say(f"/kith link team {again}")


async def test_a_code_for_a_team_is_for_those_who_manage_one(quick: Bot) -> None:
    ana, ben = quick.person("Ana"), quick.person("Ben")
    await ana.say("/kith team join")
    await ben.say("/kith team join")
    assert "those who manage it" in await ben.say("/kith link team")
