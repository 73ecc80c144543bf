"""The dialogue that every surface tells, here on both databases."""

from tests.fakes.kith import Bot
from tests.fakes.story import apart, story


async def test_the_whole_loop(bot: Bot) -> None:
    await story(bot.person("Ana"), bot.person("Ben"), bot.forward)


def test_a_line_as_options() -> None:
    command, options = apart("/kith log Sam coffee yesterday: his flat in Lisbon falls through")
    assert command == "log"
    assert options == {
        "people": "Sam",
        "how": "in person",
        "when": "yesterday",
        "note": "his flat in Lisbon falls through",
    }
    assert apart("/kith team join abc23") == ("team", {"act": "join", "invite": "abc23"})
