"""Lines as people type them out of habit, said to the whole bot: sloppy, spoken, with names that are words too."""

import pytest

from tests.fakes.kith import Bot, Person

BOOK = ("Sam Carter", "Priya Nair", "Arjun Nair", "May Lee", "Sunday Okafor", "Ann Call", "Hannah Chen", "Robert Smith")


async def with_a_book(bot: Bot) -> Person:
    ana = bot.person("Ana")
    for name in BOOK:
        await ana.say(f"/kith add {name}")
    return ana


@pytest.mark.parametrize(
    ("line", "noted"),
    [
        ("sam coffe yesterday", "met Sam Carter, Sun 1 Mar"),
        ("had coffee with sam yesterday", "met Sam Carter, Sun 1 Mar"),
        ("sam and i had lunch last friday", "met Sam Carter, Fri 27 Feb"),
        ("just texted may", "messages with May Lee, Mon 2 Mar"),
        ("may yesterday", "talked with May Lee, Sun 1 Mar"),
        ("sunday", "talked with Sunday Okafor, Mon 2 Mar"),
        ("sunday lunch with priya", "met Priya Nair, Sun 1 Mar"),
        ("ann call", "talked with Ann Call, Mon 2 Mar"),
        ("called ann yesterday", "a call with Ann Call, Sun 1 Mar"),
        ("nair, priya and bob lunch", "met Priya Nair and Robert Smith, Mon 2 Mar"),
        ("catch up call with dr chen", "a call with Hannah Chen, Mon 2 Mar"),
        ("@sam coffee", "met Sam Carter, Mon 2 Mar"),
        ("<@U404|priya> coffee", "met Priya Nair, Mon 2 Mar"),
    ],
)
async def test_a_line_of_habit_is_noted_at_once(quick: Bot, line: str, noted: str) -> None:
    ana = await with_a_book(quick)
    assert f"Noted: {noted}" in await ana.say(f"/kith log {line}")


@pytest.mark.parametrize(
    ("line", "note"),
    [
        ("spoke to priya on the phone about the move", "about the move"),
        ("called sam, he is moving to Rome in june", "he is moving to Rome in june"),
        ("sam coffee - new flat", "new flat"),
        ("sam coffee 🎉", "🎉"),
    ],
)
async def test_a_note_needs_no_colon(quick: Bot, line: str, note: str) -> None:
    ana = await with_a_book(quick)
    assert "Noted" in await ana.say(f"/kith log {line}")
    assert [each["note"] for each in (await ana.book())["interactions"]] == [note]


async def test_whom_an_unknown_mention_means_is_asked(quick: Bot) -> None:
    ana = await with_a_book(quick)
    answer = await ana.say("/kith log <@U404> coffee: hi")
    assert "I don't know yet whom you mention." in answer
    assert "U404" not in answer.partition("What I understood")[0]
    assert "Note: hi" in answer
    await ana.press("Fix it in a form")
    assert "Noted: met Sam Carter" in await ana.fill({"People": "sam"})


async def test_somebody_new_is_added_without_the_words_around_the_name(quick: Bot) -> None:
    ana = await with_a_book(quick)
    await ana.say("/kith log had a quick coffee with Zed Quill and @yan yesterday")
    assert "called @yan yet" in await ana.press("Add Zed Quill")
    assert "Noted: met Zed Quill and yan, Sun 1 Mar" in await ana.press("Add @yan")
    yan = next(each for each in (await ana.book())["contacts"] if each["name"] == "yan")
    assert not yan.get("emails")


async def test_a_tie_is_asked_in_a_sloppy_line_too(quick: Bot) -> None:
    ana = await with_a_book(quick)
    assert "Which nair do you mean?" in await ana.say("/kith log had coffe with nair yesterday")
    assert "Noted: met Arjun Nair, Sun 1 Mar" in await ana.press("Arjun Nair")


async def test_a_slip_in_a_short_name_is_asked_about(quick: Bot) -> None:
    ana = await with_a_book(quick)
    assert "[Sam Carter]" in await ana.say("/kith log smm yesterday")


async def test_a_quoted_name_is_the_name_whatever_is_said_besides(quick: Bot) -> None:
    ana = quick.person("Ana")
    assert "Sam Carter" in await ana.say('/kith add "Sam Carter" company:Acme')
    assert [each["name"] for each in (await ana.book())["contacts"]] == ["Sam Carter"]


async def test_words_of_habit_in_other_commands_are_no_part_of_a_name(quick: Bot) -> None:
    ana = await with_a_book(quick)
    assert "You keep in touch with Sam Carter every month." in await ana.say("/kith keep in touch with sam every month")
