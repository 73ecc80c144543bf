"""What is set for a team, and its picture, in Slack and in Discord, each through its real client."""

from tests.fakes.discord_person import SeenForm
from tests.fakes.places import in_discord, in_slack
from tests.fakes.shelf import Shelf
from tests.fakes.slack_modal import Modal


async def test_in_slack(sqlite_shelf: Shelf) -> None:
    async with in_slack(sqlite_shelf.emptied()) as (slack, _):
        ana, ben = slack.user("U0ANA", name="Ana"), slack.user("U0BEN", name="Ben")
        for person in (ana, ben):
            await person.command("/kith", "team join")
        assert "every member may look people up" in (await ana.command("/kith", "team settings")).text
        form = await ana.press("Change")
        assert isinstance(form, Modal)
        assert form.fields["Lookups an hour"] == "30"
        refused = await form.submit({"Records kept for": "for ever"})
        assert isinstance(refused, Modal)
        assert "It can be so many days" in refused.errors["Records kept for"]
        saved = await refused.submit(
            {"Lookups an hour": "5", "Records kept for": "10 days", "Picture of companies": "off"}
        )
        assert "5 times an hour" in saved.text
        assert "Ben looks after" in (await ana.command("/kith", "team admin @Ben")).text
        assert "New in" in (await ben.command("/kith", "team")).text
        await ben.command("/kith", "team settings picture on")
        for person in (ana, ben):
            for line in (
                "team sharing on",
                "team picture on",
                "add Sam company:Acme",
                "log Sam coffee",
                "privacy Sam open",
            ):
                await person.command("/kith", line)
        assert "Acme: 2 faint" in (await ana.command("/kith", "insights team")).text


async def test_in_discord(sqlite_shelf: Shelf) -> None:
    async with in_discord(sqlite_shelf.emptied()) as (discord, _):
        ana = discord.user("Ana")
        await ana.command("kith team", on_server=True, act="join")
        seen = await ana.command("kith team", on_server=True, act="settings")
        assert "every member may look people up" in seen.text
        form = await ana.press("Change")
        assert isinstance(form, SeenForm)
        assert form.values["Lookups an hour"] == "30"
        saved = await form.submit({"Lookups an hour": "5", "Records kept for": "10 days"})
        assert "5 times an hour" in saved.text
        ben = discord.user("Ben")
        await ben.command("kith team", on_server=True, act="join")
        named = await ana.command("kith team", on_server=True, act="admin", invite=f"<@{ben.id}>")
        assert "**Ben** looks after" in named.text
        assert "has no picture" in (await ana.command("kith insights", on_server=True, of="team")).text
