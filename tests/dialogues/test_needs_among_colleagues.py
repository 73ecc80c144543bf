"""What one colleague looks for and another can offer: matched by consent, and nobody is named before both said yes."""

from tests.fakes.kith import Bot, Person

LOOKS, OFFERS = "/kith needs looking for: an accountant in Lisbon", "/kith needs offer: a tax accountant"


async def member(bot: Bot, name: str, line: str = "", *, workspace: str = "T1") -> Person:
    """Somebody in the team, who lets a line be matched there."""
    person = bot.person(name, workspace=workspace)
    await person.say("/kith team join")
    if line:
        await person.say(line)
        await person.press("Match with my team")
    return person


async def both(bot: Bot) -> tuple[Person, Person]:
    return await member(bot, "Ana", LOOKS), await member(bot, "Ben", OFFERS)


def everything(*people: Person) -> str:
    return "\n".join(text for person in people for text in person.inbox)


async def test_two_yes_bring_them_together_and_nothing_is_told_before(bot: Bot) -> None:
    ana, ben = await both(bot)
    await bot.forward(1)
    assert ben.inbox == []
    (asked,) = ana.inbox
    assert "Somebody in Workspace T1 may offer what you look for: an accountant in Lisbon" in asked
    assert "Ben" not in asked
    assert "tax" not in asked
    assert "You said yes. If they want it too, you both hear from me." in await ana.press("Yes, please")
    await bot.forward(1)
    (question,) = ben.inbox
    assert "Somebody in Workspace T1 may need what you can offer: a tax accountant" in question
    assert "Ana" not in question
    assert "Lisbon" not in question
    answered = await ben.press("Yes, please")
    assert "Ana in Workspace T1 looks for: an accountant in Lisbon" in answered
    await bot.forward(1)
    assert "Ben in Workspace T1 can offer: a tax accountant\nYou look for: an accountant in Lisbon" in ana.inbox[-1]


async def test_what_one_can_do_after_meeting(bot: Bot) -> None:
    ana, ben = await both(bot)
    await bot.forward(1)
    await ana.press("Yes, please")
    await bot.forward(1)
    await ben.press("Yes, please")
    assert "Added Ana" in await ben.press("Keep in touch")
    assert "You have Ana in your book" in await ben.press("Keep in touch")
    await bot.forward(1)
    assert "to thank Ben" in await ana.press("Say thanks later")
    assert "I remind you to thank Ben already." in await ana.press("Say thanks later")
    await bot.forward(21)
    assert "Ben" in ana.inbox[-1]
    assert "thank" in ana.inbox[-1].casefold()


async def test_a_no_of_the_first_asks_nobody(bot: Bot) -> None:
    ana, ben = await both(bot)
    await bot.forward(1)
    assert "You said no. Nobody hears of it." in await ana.press("No")
    await bot.forward(30)
    assert ben.inbox == []
    assert len(ana.inbox) == 1


async def test_a_no_of_the_second_is_as_silence_for_the_first(bot: Bot) -> None:
    ana, ben = await both(bot)
    await bot.forward(1)
    await ana.press("Yes, please")
    before = list(ana.inbox)
    await bot.forward(1)
    await ben.press("No")
    await bot.forward(30)
    assert ana.inbox == before


async def test_the_first_answer_counts(bot: Bot) -> None:
    ana, ben = await both(bot)
    await bot.forward(1)
    yes, no = ana.button("Yes, please"), ana.button("No")
    assert "You said no" in await bot.press(ana, no)
    assert "You said no" in await bot.press(ana, yes)
    await bot.forward(3)
    assert ben.inbox == []


async def test_nothing_is_matched_that_was_not_released(bot: Bot) -> None:
    ana, ben = await member(bot, "Ana", LOOKS), await member(bot, "Ben")
    await ben.say(OFFERS)
    await bot.forward(7)
    assert everything(ana, ben) == ""
    assert [row["user_id"] for row in bot.shelf.rows()["team_need"]] != []
    assert len(bot.shelf.rows()["team_need"]) == 1


async def test_what_is_taken_back_is_not_asked_about(bot: Bot) -> None:
    ana, ben = await both(bot)
    assert "I don't match it in Workspace T1 any more" in await ben.press("Stop matching")
    await bot.forward(2)
    assert everything(ana, ben) == ""
    assert len(bot.shelf.rows()["team_need"]) == 1


async def test_what_is_taken_back_after_a_yes_is_silent_for_the_other(bot: Bot) -> None:
    ana, ben = await both(bot)
    await bot.forward(1)
    await ben.press("Stop matching")
    assert "You said yes. If they want it too" in await ana.press("Yes, please")
    await bot.forward(7)
    assert ben.inbox == []


async def test_a_yes_comes_to_nothing_once_the_first_took_theirs_back(bot: Bot) -> None:
    ana, ben = await both(bot)
    await bot.forward(1)
    await ana.press("Yes, please")
    await bot.forward(1)
    await ana.say("/kith needs")
    await ana.press("Close")
    assert "You said yes. If they want it too" in await ben.press("Yes, please")
    await bot.forward(7)
    assert "Ben" not in everything(ana)
    assert "Ana" not in everything(ben)


async def test_ones_own_line_taken_back_is_not_answered(bot: Bot) -> None:
    ana, _ = await both(bot)
    await bot.forward(1)
    await ana.say("/kith needs")
    assert "Matched privately in Workspace T1." in ana.text
    await ana.press("Stop matching")
    assert "You took that line back" in await ana.press("Yes, please")


async def test_two_needs_are_tried_once(bot: Bot) -> None:
    ana, ben = await both(bot)
    await bot.forward(1)
    await ana.press("No")
    for _ in range(2):
        await ben.press("Stop matching")
        await ben.press("Match with my team")
    await bot.forward(30)
    assert len(ana.inbox) == 1


async def test_another_team_never_matches(bot: Bot) -> None:
    ana = await member(bot, "Ana", LOOKS)
    cleo = await member(bot, "Cleo", OFFERS, workspace="T2")
    await bot.forward(7)
    assert everything(ana, cleo) == ""


async def test_who_left_is_not_matched(bot: Bot) -> None:
    ana, ben = await both(bot)
    await ben.say("/kith team leave")
    await bot.forward(7)
    assert everything(ana, ben) == ""
    assert len(bot.shelf.rows()["team_need"]) == 1


async def test_a_team_in_which_nobody_looks_people_up_matches_nothing(bot: Bot) -> None:
    ana, ben = await both(bot)
    await ana.say("/kith team settings who nobody")
    await bot.forward(7)
    assert everything(ana, ben) == ""
    assert "Not matched in Workspace T1 at present: nobody may look people up for now." in await ana.say("/kith needs")
    assert "Matched privately" not in ana.text
    await ana.press("Stop matching")
    assert "nobody looks people up for now" in await ana.press("Match with my team")
    assert "Match" not in await ben.say("/kith needs offer: a desk")
    assert len(bot.shelf.rows()["team_need"]) == 1


async def test_a_yes_is_not_taken_where_nobody_looks_people_up_any_more(bot: Bot) -> None:
    ana, ben = await both(bot)
    await bot.forward(1)
    await ana.say("/kith team settings who nobody")
    assert "nobody looks people up for now" in await ana.press("Yes, please")
    await bot.forward(7)
    assert ben.inbox == []
    await ana.say("/kith team settings who members")
    assert "You said yes" in await ana.press("Yes, please")
    await bot.forward(1)
    await ana.say("/kith team settings who nobody")
    assert "nobody looks people up for now" in await ben.press("Yes, please")
    assert "You said no" in await ben.press("No")
    await bot.forward(7)
    assert "Ben" not in everything(ana)


async def test_only_who_may_look_people_up_is_matched(bot: Bot) -> None:
    ana, ben = await member(bot, "Ana"), await member(bot, "Ben", OFFERS)
    await ana.say("/kith team settings who sharing")
    await ana.say("/kith team sharing on")
    await ana.say(LOOKS)
    await ana.press("Match with my team")
    await bot.forward(7)
    assert everything(ana, ben) == ""
    await ben.say("/kith team sharing on")
    await ben.say("/kith needs")
    await ben.press("Stop matching")
    await ben.press("Match with my team")
    await bot.forward(1)
    assert "may offer what you look for" in everything(ana)


async def test_who_is_forgotten_is_out_of_what_colleagues_read(bot: Bot) -> None:
    ana, ben = await both(bot)
    await bot.forward(1)
    await ana.press("Yes, please")
    await bot.forward(1)
    await ben.press("Yes, please")
    await bot.forward(1)
    assert "Ben" in everything(ana)
    await ben.say("/kith forget me")
    await ben.press("Forget me for good")
    await bot.forward(1)
    assert "Ben" not in everything(ana)
    assert "tax" not in everything(ana)
    assert bot.shelf.rows()["need_match"] == []


async def test_nobody_is_asked_more_than_twice_a_week(bot: Bot) -> None:
    ana = await member(bot, "Ana")
    for what in ("desk", "cello", "sailing", "piano", "pottery"):
        await member(bot, f"Helper of {what}", f"/kith needs offer: a {what}")
        await ana.say(f"/kith needs looking for: a {what}")
        await ana.press("Match with my team")
    for weeks, asked in ((1, 2), (1, 4), (1, 5)):
        await bot.forward(7 * weeks)
        assert everything(ana).count("may offer what you look for") == asked


async def test_a_line_is_kept_encrypted_and_goes_with_its_need(bot: Bot) -> None:
    ana, _ = await both(bot)
    assert all("accountant" not in str(row["line"]) for row in bot.shelf.rows()["team_need"])
    await ana.say("/kith needs")
    await ana.press("Close")
    assert len(bot.shelf.rows()["team_need"]) == 1
    await ana.press("Undo")
    await ana.say("/kith needs")
    assert "Matched privately" not in ana.text


async def test_what_was_noted_by_mistake_is_matched_nowhere(bot: Bot) -> None:
    ana = await member(bot, "Ana")
    await ana.say(LOOKS)
    undo = ana.button("Undo")
    await ana.press("Match with my team")
    assert [each["text"] for each in (await ana.book())["teams"]["matched_needs"]] == ["an accountant in Lisbon"]
    await bot.press(ana, undo)
    assert bot.shelf.rows()["team_need"] == []
    assert (await ana.book())["teams"]["matched_needs"] == []


async def test_who_is_in_no_team_is_offered_nothing(quick: Bot) -> None:
    ana = quick.person("Ana")
    assert "Match" not in await ana.say(LOOKS)
    assert "Match" not in await ana.say("/kith needs")
