"""What a join of two accounts, and their separation, mean for the teams that either is in."""

from bot.domain.user import Platform
from tests.dialogues.test_linking import code_of, on_discord, on_slack
from tests.fakes.kith import Bot, Person


async def ana_shares_acme(bot: Bot) -> tuple[Person, Person, Person]:
    """Ana, who opened Acme to her team in Slack, as whom on Discord; and Ben of that team."""
    slack, discord, ben = await on_slack(bot), await on_discord(bot), bot.person("Ben")
    for line in ("team join", "team sharing on", "add Noor Aziz company:Acme", "privacy Acme open"):
        await slack.say(f"/kith {line}")
    await ben.say("/kith team join")
    return slack, discord, ben


async def test_who_came_along_is_hidden_where_a_rule_would_show_them(bot: Bot) -> None:
    slack, discord, ben = await ana_shares_acme(bot)
    await discord.say("/kith add Jo Petrov company:Acme")
    await discord.say("/kith edit Samuel company:Acme")
    await discord.say(f"/kith link {await code_of(slack)}")
    await discord.press("Join")
    assert "Noor" in await ben.say("/kith whoknows Acme")
    assert not {"Jo", "Sam"} & set(ben.text.split())
    await slack.say("/kith privacy Jo open")
    assert "Jo Petrov" in await ben.say("/kith whoknows Acme")


async def test_who_came_along_is_hidden_also_when_sharing_is_turned_on_later(bot: Bot) -> None:
    slack, discord, ben = await ana_shares_acme(bot)
    await slack.say("/kith team sharing off")
    await discord.say("/kith add Jo Petrov company:Acme")
    await discord.say(f"/kith link {await code_of(slack)}")
    await discord.press("Join")
    await slack.say("/kith team sharing on")
    assert "Noor" in await ben.say("/kith whoknows Acme")
    assert "Jo" not in ben.text


async def test_a_separation_takes_such_a_rule_away_again(bot: Bot) -> None:
    slack, discord, ben = await ana_shares_acme(bot)
    before = bot.shelf.rows()["share"]
    await discord.say("/kith add Jo Petrov company:Acme")
    await discord.say("/kith edit Samuel company:Acme")
    await discord.say(f"/kith link {await code_of(slack)}")
    await discord.press("Join")
    assert len(bot.shelf.rows()["share"]) == len(before) + 2
    await slack.say("/kith link off")
    await slack.press("Separate")
    assert bot.shelf.rows()["share"] == before
    await slack.say("/kith edit Sam company:Acme")
    assert "Sam Carter" in await ben.say("/kith whoknows Acme")


async def separated(bot: Bot, *between: str) -> tuple[Person, Person, Person]:
    """Ana on Slack, who joined herself with the founder of a team on Discord, and has separated the two again."""
    slack = await on_slack(bot)
    ana = bot.person("Ana", platform=Platform.DISCORD, workspace="G1", manages=True)
    ben = bot.person("Ben", platform=Platform.DISCORD, workspace="G1", manages=True)
    for each in (ana, ben):
        await each.say("/kith team join")
    await ana.say("/kith team admin Ben")
    await ana.say(f"/kith link {await code_of(slack)}")
    await ana.press("Join")
    for line in between:
        name, typed = line.split(": ", 1)
        await {"ana": ana, "ben": ben}[name].say(typed)
    await slack.say("/kith link off")
    await slack.press("Separate")
    return slack, ana, ben


async def test_separated_each_is_in_the_teams_of_before(bot: Bot) -> None:
    slack, ana, ben = await separated(bot)
    assert "2 members" in await ana.say("/kith team")
    assert "look after this team" in ana.text
    assert "no team" in await slack.say("/kith team")
    assert "2 members" in await ben.say("/kith team")


async def test_who_left_a_team_does_not_come_back_by_a_separation(bot: Bot) -> None:
    _, ana, ben = await separated(bot, "ana: /kith team leave")
    assert "no team" in await ana.say("/kith team")
    assert "1 member" in await ben.say("/kith team")


async def test_the_day_on_which_one_leaves_goes_with_the_team(bot: Bot) -> None:
    slack, ana, _ = await separated(bot, "ana: /kith team leaving 20 march")
    assert "You leave Workspace G1 on Fri 20 Mar" in await ana.say("/kith team leaving")
    await bot.forward(18)
    assert "You left Workspace G1" in "".join(ana.inbox)
    assert "Workspace G1" not in "".join(slack.inbox)


async def test_who_looks_after_a_team_no_longer_does_not_again_by_a_separation(bot: Bot) -> None:
    _, ana, _ = await separated(bot, "ben: /kith team admin Ana off")
    assert "2 members" in await ana.say("/kith team")
    assert "Only those who look after the team" in await ana.say("/kith team settings who nobody")
