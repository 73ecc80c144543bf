"""Noting that people were in touch: what is understood, what is asked back, and what never gets lost."""

import pytest

from tests.fakes.kith import Bot, Person


async def with_two_sams(bot: Bot) -> Person:
    ana = bot.person("Ana")
    await ana.say("/kith add Sam Carter close company:Acme")
    await ana.say("/kith add Sam Miller company:Beta")
    return ana


async def interactions(ana: Person) -> list[tuple[list[str], str, str, str]]:
    """Who, on which day, how, and the note, of all that is kept."""
    book = await ana.book()
    names = {each["id"]: each["name"] for each in book["contacts"]}
    return [
        (sorted(names[who] for who in each["contacts"]), each["on"], each["medium"], each["note"])
        for each in book["interactions"]
    ]


async def test_a_line_is_echoed_as_it_was_understood(bot: Bot) -> None:
    ana = bot.person("Ana")
    await ana.say("/kith add Sam Carter close")
    noted = await ana.say("/kith log sam coffee yesterday: her new job")
    assert "Noted: met Sam Carter, Sun 1 Mar (yesterday)." in noted
    assert "her new job" in noted
    assert "Next time with Sam Carter: Tue 31 Mar." in noted
    assert await interactions(ana) == [(["Sam Carter"], "2026-03-01", "in person", "her new job")]


async def test_several_people_at_once_count_for_each(bot: Bot) -> None:
    ana = bot.person("Ana")
    for name in ("Sam Carter", "Priya Nair", "Jo Diaz"):
        await ana.say(f"/kith add {name} every 10 days")
    noted = await ana.say("/kith log Sam, Priya and Jo dinner on friday")
    assert "Sam Carter, Priya Nair and Jo Diaz, Fri 27 Feb (3 days ago)" in noted
    assert noted.count("Mon 9 Mar") == 3
    assert len(await interactions(ana)) == 1
    for name in ("Sam", "Priya", "Jo"):
        assert "Fri 27 Feb" in await ana.say(f"/kith show {name}")


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        ("they wrote 3 days ago", "a message from Sam Carter"),
        ("wrote", "a message to Sam Carter"),
        ("email", "e-mails with Sam Carter"),
        ("zoom yesterday", "a video call with Sam Carter"),
        ("phone call", "a call with Sam Carter"),
        ("", "talked with Sam Carter"),
    ],
)
async def test_how_and_who_began(quick: Bot, typed: str, understood: str) -> None:
    ana = quick.person("Ana")
    await ana.say("/kith add Sam Carter")
    assert understood in await ana.say(f"/kith log Sam {typed}")


async def test_a_day_ahead_is_asked_about_and_the_note_survives(bot: Bot) -> None:
    ana = bot.person("Ana")
    await ana.say("/kith add Sam Carter")
    answer = await ana.say("/kith log Sam coffee tomorrow: her new job")
    assert "is still ahead" in answer
    assert "People: Sam" in answer
    assert await interactions(ana) == []
    await ana.say("/kith log Sam coffee tomorrow: her new job")
    form = await ana.press("Fix it in a form")
    assert "When: tomorrow" in form
    assert "her new job" in form
    assert "still ahead" in await ana.fill({"When": "in 2 days"})
    await ana.fill({"When": "yesterday"})
    assert await interactions(ana) == [(["Sam Carter"], "2026-03-01", "in person", "her new job")]


@pytest.mark.parametrize("day", ["31 february", "on the 31st of june", "2026-13-40", "30/2"])
async def test_a_day_that_does_not_exist_is_said(quick: Bot, day: str) -> None:
    ana = quick.person("Ana")
    await ana.say("/kith add Sam Carter")
    answer = await ana.say(f"/kith log Sam coffee {day}: x")
    assert "Try " in answer
    assert "Fix it in a form" in answer
    assert await interactions(ana) == []


async def test_somebody_unknown_is_added_and_the_line_goes_on(bot: Bot) -> None:
    ana = bot.person("Ana")
    answer = await ana.say("/kith log Zed Quill coffee yesterday: his boat")
    assert "I don't know anyone called Zed Quill yet." in answer
    assert (await ana.book())["contacts"] == []
    await ana.say("/kith log Zed Quill coffee yesterday: his boat")
    assert "Noted: met Zed Quill, Sun 1 Mar" in await ana.press("Add Zed Quill")
    assert await interactions(ana) == [(["Zed Quill"], "2026-03-01", "in person", "his boat")]


async def test_two_unknown_people_are_added_one_after_the_other(bot: Bot) -> None:
    ana = bot.person("Ana")
    await ana.say("/kith log Zed, Yan coffee: hi")
    assert "called Yan yet" in await ana.press("Add Zed")
    assert "Noted: met Zed and Yan" in await ana.press("Add Yan")
    assert await interactions(ana) == [(["Yan", "Zed"], "2026-03-02", "in person", "hi")]


async def test_somebody_added_before_a_wrong_day_is_known_from_then_on(bot: Bot) -> None:
    ana = bot.person("Ana")
    await ana.say("/kith log Zed tomorrow: his boat")
    answer = await ana.press("Add Zed")
    assert "still ahead" in answer
    assert "People: Zed" in answer
    assert "People: Zed" in await ana.press("Fix it in a form")
    await ana.fill({"When": "today"})
    assert await interactions(ana) == [(["Zed"], "2026-03-02", "talk", "his boat")]


async def test_a_tie_is_asked_and_the_line_goes_on(bot: Bot) -> None:
    ana = await with_two_sams(bot)
    answer = await ana.say("/kith log sam coffee yesterday: her new job")
    assert "Which sam do you mean?" in answer
    assert "[Sam Carter (Acme)]" in answer
    assert "[Sam Miller (Beta)]" in answer
    assert "Noted: met Sam Miller, Sun 1 Mar" in await ana.press("Sam Miller (Beta)")
    assert await interactions(ana) == [(["Sam Miller"], "2026-03-01", "in person", "her new job")]


async def test_a_tie_among_several_names_asks_for_that_one_only(bot: Bot) -> None:
    ana = await with_two_sams(bot)
    await ana.say("/kith add Priya Nair")
    await ana.say("/kith log Priya, sam and Zed call")
    assert "called Zed yet" in await ana.press("Sam Carter (Acme)")
    assert "a call with Priya Nair, Sam Carter and Zed" in await ana.press("Add Zed")


async def test_a_tie_may_mean_somebody_new(bot: Bot) -> None:
    ana = await with_two_sams(bot)
    await ana.say("/kith log sam coffee")
    assert "Noted: met sam, Mon 2 Mar." in await ana.press("Somebody new")
    assert sorted(each["name"] for each in (await ana.book())["contacts"]) == ["Sam Carter", "Sam Miller", "sam"]


async def test_a_tie_and_a_wrong_day_are_asked_one_after_the_other(quick: Bot) -> None:
    ana = await with_two_sams(quick)
    await ana.say("/kith log sam tomorrow: x")
    answer = await ana.press("Sam Carter (Acme)")
    assert "still ahead" in answer
    assert "People: Sam Carter" in answer
    await ana.press("Fix it in a form")
    assert "talked with Sam Carter" in await ana.fill({"When": "today"})


async def test_many_of_a_name_ask_for_more_of_it(quick: Bot) -> None:
    ana = quick.person("Ana")
    for number in range(9):
        await ana.say(f"/kith add Sam Carter{number}")
    answer = await ana.say("/kith log sam")
    assert answer.count("[Sam Carter") == 4
    assert "5 more fit" in answer


async def test_a_typo_is_asked_about_and_never_guessed_among_several(quick: Bot) -> None:
    ana = await with_two_sams(quick)
    await ana.say("/kith add Jonathan Abernathy")
    assert "Jonathan Abernathy" in await ana.say("/kith log jonathan abernaty call")
    answer = await ana.say("/kith log sam mille coffee")
    assert "Sam Miller" in answer


async def test_a_long_note_is_kept_whole_and_shown_short(bot: Bot) -> None:
    ana = bot.person("Ana")
    await ana.say("/kith add Sam Carter")
    note = ("all that she told me about the flat, the job and the move; " * 180)[:10_000].strip()
    answer = await ana.say(f"/kith log Sam coffee: {note}")
    assert len(answer) < 500
    assert (await interactions(ana))[0][3] == note
    assert len(await ana.say("/kith show Sam")) < 1000


async def test_what_no_keyboard_types_is_left_out_of_a_note(bot: Bot) -> None:
    ana = bot.person("Ana")
    await ana.say("/kith add Sam Carter")
    await ana.say("/kith log Sam: \u202eevil\u2066 no\x00te\x07 👩🏽‍🚀 fin\u200be\r\nsecond line")
    assert (await interactions(ana))[0][3] == "evil note 👩🏽‍🚀 fine\nsecond line"


@pytest.mark.parametrize("people", [",", "and", " , and & ", '""', "\u200b"])
async def test_people_without_a_name_are_asked_for(quick: Bot, people: str) -> None:
    ana = quick.person("Ana")
    await ana.say("/kith log")
    answer = await ana.fill({"People": people})
    assert "name" in answer.casefold() or "needed" in answer
    assert "Noted" not in answer
    assert await interactions(ana) == []


async def test_words_without_a_place_are_said_and_kept_for_the_form(bot: Bot) -> None:
    ana = bot.person("Ana")
    await ana.say("/kith add Sam Carter")
    answer = await ana.say("/kith log Sam coffee wonderful yesterday: her new job")
    assert 'I don\'t know what to do with "wonderful".' in answer
    assert "wonderful her new job" in await ana.press("Fix it in a form")
    await ana.fill({})
    assert await interactions(ana) == [(["Sam Carter"], "2026-03-01", "in person", "wonderful her new job")]


async def test_a_note_alone_opens_the_form_with_it(quick: Bot) -> None:
    ana = quick.person("Ana")
    await ana.say("/kith add Sam Carter")
    assert "her new job" in await ana.say("/kith log : her new job")
    assert "Noted: talked with Sam Carter" in await ana.fill({"People": "Sam"})


async def test_a_note_about_the_past_moves_no_reminder(bot: Bot) -> None:
    ana = bot.person("Ana")
    await ana.say("/kith add Sam Carter close")
    assert "Wed 1 Apr" in await ana.say("/kith log Sam call today")
    older = await ana.say("/kith log Sam coffee 3 weeks ago")
    assert "Next time with Sam Carter: Wed 1 Apr." in older
    assert "Mon 2 Mar (today)" in await ana.say("/kith show Sam")


async def test_somebody_named_twice_counts_once(quick: Bot) -> None:
    ana = quick.person("Ana")
    await ana.say("/kith add Sam Carter email:sam@acme.example")
    assert "Noted: met Sam Carter, Mon 2 Mar." in await ana.say("/kith log Sam, carter, sam@acme.example coffee")


async def test_two_of_one_name_can_be_told_apart(quick: Bot) -> None:
    ana = quick.person("Ana")
    await ana.say("/kith add Sam Carter email:sam@acme.example")
    await ana.say("/kith add Sam Carter tags:climbing")
    answer = await ana.say("/kith log sam carter")
    assert answer.count("[Sam Carter]") <= 1


async def test_somebody_added_by_address_is_found_by_it(quick: Bot) -> None:
    ana = quick.person("Ana")
    await ana.say("/kith log Sam@Acme.example coffee")
    assert "Noted" in await ana.press("Add Sam@Acme.example")
    assert "Noted" in await ana.say("/kith log sam@acme.example call")
    assert len((await ana.book())["contacts"]) == 1


async def test_the_next_step_in_a_note_becomes_a_reminder_and_goes_with_undo(bot: Bot) -> None:
    ana = bot.person("Ana")
    await ana.say("/kith add Sam Carter")
    await ana.say("/kith add Priya Nair")
    answer = await ana.say(
        "/kith log sam, priya coffee yesterday: talked about the move. ask priya about the flat in 2 weeks"
    )
    assert "talked about the move." in answer
    assert "I'll remind you on Mon 16 Mar to ask Priya Nair: about the flat" in answer
    assert "You wanted to ask Priya Nair: about the flat" in await ana.say("/kith remind")
    await ana.say("/kith undo")
    assert "There is nothing to see to." in await ana.say("/kith remind")


async def test_a_step_of_several_people_is_about_the_first_unless_it_names_one(quick: Bot) -> None:
    ana = quick.person("Ana")
    await ana.say("/kith add Sam Carter")
    await ana.say("/kith add Priya Nair")
    answer = await ana.say("/kith log sam, priya call: send the book tomorrow")
    assert "I'll remind you on Tue 3 Mar of your promise to Sam Carter: send the book" in answer
    assert "send the book" not in answer.split("I'll remind you", maxsplit=1)[0]
