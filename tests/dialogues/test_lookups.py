"""Who knows whom: what a colleague reads, what they never read, and how fast it goes when it is taken back."""

import pytest

from bot.domain.user import Platform
from tests.fakes.kith import Bot, Person

NOBODY = "Nobody in the team openly knows"
SECRETS = (
    "her new job",
    "met at the hall",
    "priya@acme.example",
    "7946 0958",
    "14 May",
    "1990",
    "every 6 weeks",
    "linkedin",
    "1 Mar",
)


async def member(bot: Bot, name: str, workspace: str = "T1") -> Person:
    person = bot.person(name, workspace=workspace)
    await person.say("/kith team join")
    await person.say("/kith team sharing on")
    return person


async def sharing_priya(bot: Bot) -> Person:
    """Ana, who has opened one of her two contacts at Acme, of whom much is private."""
    ana = await member(bot, "Ana")
    await ana.say(
        "/kith add Priya Nair every 6 weeks company:Acme title:Engineer birthday:14 may 1990 tags:climbing "
        'email:priya@acme.example phone:"+44 20 7946 0958": met at the hall'
    )
    await ana.say("/kith add Jonas Weber company:Acme")
    await ana.say("/kith log priya, jonas coffee yesterday: her new job")
    await ana.say("/kith privacy priya open")
    return ana


def rows(bot: Bot) -> int:
    stored = bot.shelf.rows()
    assert bool(stored["directory"]) == bool(stored["directory_word"])
    return len(stored["directory"])


@pytest.mark.parametrize("words", ["Acme", "priya", "nair priya", "engineer", "climbing", "ACME engineer", "Príya"])
async def test_an_open_contact_is_found_by_name_work_and_tag(quick: Bot, words: str) -> None:
    await sharing_priya(quick)
    ben = await member(quick, "Ben")
    answer = await ben.say(f"/kith whoknows {words}")
    assert "Priya Nair (Engineer, Acme): Ana (knows them a little, last in touch in March 2026)" in answer
    assert "Jonas" not in answer
    for secret in SECRETS:
        assert secret not in answer


@pytest.mark.parametrize("words", ["Jonas", "job", "hall", "priya@acme.example", "hiring", "1990", "acme jonas", "pri"])
async def test_nothing_private_can_be_searched(quick: Bot, words: str) -> None:
    await sharing_priya(quick)
    ben = await member(quick, "Ben")
    assert NOBODY in await ben.say(f"/kith whoknows {words}")


async def test_what_leaves_the_contact_book_holds_nothing_else(bot: Bot) -> None:
    await sharing_priya(bot)
    stored = bot.shelf.rows()
    (row,) = stored["directory"]
    assert (row["level"], row["edge"]) == ("open", "")
    assert row.keys() == {
        "team_id",
        "member_id",
        "contact_id",
        "level",
        "edge",
        "name",
        "company",
        "title",
        "tags",
        "decay",
        "seen_in",
        "joins",
    }
    assert str(row["seen_in"]) == "2026-03-01", "the month, never the day"
    words = {str(each["word"]) for each in stored["directory_word"]}
    assert words == {"priya", "nair", "priyanair", "acme", "@acme", "engineer", "climbing", "#climbing"}
    row.pop("joins")  # keyed hashes: digits that say nothing may stand in them in any order
    for secret in SECRETS[:-1]:
        assert secret not in repr([row, stored["directory_word"]])


@pytest.mark.parametrize(
    "line",
    ["/kith privacy priya never", "/kith team sharing off", "/kith team leave", "/kith undo", "/kith forget priya"],
)
async def test_what_is_taken_back_is_gone_at_once(bot: Bot, line: str) -> None:
    ana = await sharing_priya(bot)
    ben = await member(bot, "Ben")
    assert rows(bot) == 1
    await ana.say(line)
    if "forget" in line:
        await ana.press("Forget for good")
    assert rows(bot) == 0
    assert NOBODY in await ben.say("/kith whoknows acme")


async def test_sharing_on_again_brings_back_whom_one_had_opened(bot: Bot) -> None:
    ana = await sharing_priya(bot)
    await ana.say("/kith team sharing off")
    await ana.say("/kith team sharing on")
    assert rows(bot) == 1
    assert "• Priya Nair" in await ana.say("/kith privacy")


async def test_undoing_whom_one_closed_opens_them_again(bot: Bot) -> None:
    ana = await sharing_priya(bot)
    await ana.say("/kith privacy priya never")
    await ana.say("/kith undo")
    assert rows(bot) == 1


async def test_the_answer_follows_the_facts(quick: Bot) -> None:
    ana = await sharing_priya(quick)
    ben = await member(quick, "Ben")
    for days in range(2, 9):
        await ana.say(f"/kith log priya dinner {days} days ago")
    assert "Priya Nair (Engineer, Acme): Ana (knows them well" in await ben.say("/kith whoknows acme")
    await quick.forward(1200)
    assert "Priya Nair (Engineer, Acme): Ana (knew them once" in await ben.say("/kith whoknows acme")
    assert "March 2026" in ben.text
    await ana.say("/kith log priya call")
    assert "June 2029" in await ben.say("/kith whoknows acme")


async def test_somebody_never_met_is_not_called_an_old_friend(quick: Bot) -> None:
    ana, ben = await member(quick, "Ana"), await member(quick, "Ben")
    await ana.say("/kith add Mia Ode company:Acme")
    await ana.say("/kith privacy mia open")
    answer = await ben.say("/kith whoknows acme")
    assert "Mia Ode" in answer
    assert "once" not in answer
    assert "last in touch" not in answer


async def test_the_closest_first_and_ones_own_among_them(quick: Bot) -> None:
    people = [await member(quick, name) for name in ("Ana", "Ben", "Cleo")]
    for person, times in zip(people, (1, 8, 3), strict=True):
        await person.say("/kith add Priya Nair company:Acme")
        await person.say("/kith privacy priya open")
        for days in range(1, times + 1):
            await person.say(f"/kith log priya coffee {days} days ago")
    answer = (await people[0].say("/kith whoknows acme")).splitlines()
    assert answer[1].startswith("• Priya Nair (Acme): Ben (knows them well")
    assert answer[2].startswith("• Priya Nair (Acme): Cleo (knows them,")
    assert answer[3].startswith("• Priya Nair (Acme): you (know them a little")


async def test_many_are_counted(quick: Bot) -> None:
    ana, ben = await member(quick, "Ana"), await member(quick, "Ben")
    for number in range(13):
        await ana.say(f"/kith add Person{number} company:Acme")
        await ana.say(f"/kith privacy Person{number} open")
    answer = await ben.say("/kith whoknows acme")
    assert answer.count("•") == 10
    assert "There are more; add a word to narrow it down." in answer


async def test_an_endless_question_finds_nobody(bot: Bot) -> None:
    await sharing_priya(bot)
    ben = await member(bot, "Ben")
    assert NOBODY in await ben.say("/kith whoknows " + " ".join(f"word{number}" for number in range(2_000)))


async def test_who_is_not_in_the_team_is_refused_whatever_there_is(bot: Bot) -> None:
    eve = bot.person("Eve")
    before = await eve.say("/kith whoknows acme")
    await sharing_priya(bot)
    refused = await eve.say("/kith whoknows acme")
    assert "for members of the team of this workspace" in refused
    assert refused == await eve.say("/kith whoknows atlantis")
    for text in (before, refused):
        assert "/kith team join" in text
        assert "Priya" not in text


async def test_who_left_is_refused(quick: Bot) -> None:
    await sharing_priya(quick)
    ben = await member(quick, "Ben")
    await ben.say("/kith team leave")
    assert "Priya" not in await ben.say("/kith whoknows acme")


async def test_other_teams_see_nothing(quick: Bot) -> None:
    await sharing_priya(quick)
    cleo = await member(quick, "Cleo", workspace="T2")
    assert NOBODY in await cleo.say("/kith whoknows acme")


async def test_a_member_may_ask_and_share_nothing(quick: Bot) -> None:
    await sharing_priya(quick)
    ben = quick.person("Ben")
    await ben.say("/kith team join")
    await ben.press("No, share nobody")
    assert "Priya Nair" in await ben.say("/kith whoknows acme")


async def test_in_a_discord_direct_message_the_only_team_is_meant(bot: Bot) -> None:
    ana = bot.person("Ana", platform=Platform.DISCORD, workspace="G1", manages=True)
    for line in ("team join", "team sharing on", "add Priya Nair company:Acme", "privacy priya open"):
        await ana.say(f"/kith {line}")
    direct = bot.person("Ana", platform=Platform.DISCORD, workspace="")
    assert "Priya Nair (Acme): you" in await direct.say("/kith whoknows acme")
    other = bot.person("Ana", platform=Platform.DISCORD, workspace="G2", manages=True)
    assert "Priya" not in await other.say("/kith whoknows acme")
    await other.say("/kith team join")
    assert NOBODY in await other.say("/kith whoknows acme")
    assert "in a channel of the team's workspace" in await direct.say("/kith whoknows acme")


async def test_in_a_direct_message_without_a_team_one_is_told_so(quick: Bot) -> None:
    eve = quick.person("Eve", platform=Platform.DISCORD, workspace="")
    assert "You are in no team yet." in await eve.say("/kith whoknows acme")


@pytest.mark.parametrize("words", ["!!!", "—", "🎉"])
async def test_no_words_are_asked_for(quick: Bot, words: str) -> None:
    ana = await member(quick, "Ana")
    answer = await ana.say(f"/kith whoknows {words}")
    assert "Whom are you looking for?" in answer or NOBODY in answer


async def test_a_name_from_the_platform_carries_no_tricks(bot: Bot) -> None:
    mallory = await member(bot, "Mal\u202elory\n\x07" + "x" * 500)
    await mallory.say("/kith add Priya Nair company:Acme")
    await mallory.say("/kith privacy priya open")
    ben = await member(bot, "Ben")
    answer = await ben.say("/kith whoknows acme")
    assert "Mallory" in answer
    assert "\x07" not in answer
    assert len(answer) < 400


async def test_nothing_that_was_typed_is_logged(bot: Bot) -> None:
    await sharing_priya(bot)
    await (await member(bot, "Ben")).say("/kith whoknows Acme")
    await bot.forward(60)
    assert bot.logs
    for secret in (*SECRETS, "Priya", "Acme", "Ben"):
        assert secret not in repr(bot.logs)


@pytest.mark.parametrize("words", ["Acme Ltd", "acme gmbh", "ACME, Inc.", "Acme S.A.", "people at Acme", "at acme"])
async def test_a_company_is_found_with_and_without_its_legal_form(quick: Bot, words: str) -> None:
    await sharing_priya(quick)
    ben = await member(quick, "Ben")
    assert "Priya Nair" in await ben.say(f"/kith whoknows {words}")


@pytest.mark.parametrize(
    ("typed", "meant"), [("pirya", "Priya"), ("Priya Niar", "Priya Nair"), ("Pria", "Priya"), ("acmee", "Acme")]
)
async def test_typing_errors_are_corrected_and_told(bot: Bot, typed: str, meant: str) -> None:
    await sharing_priya(bot)
    ben = await member(bot, "Ben")
    answer = await ben.say(f"/kith whoknows {typed}")
    assert f"I looked for: {meant}\n" in answer
    assert "Priya Nair (Engineer, Acme): Ana" in answer


@pytest.mark.parametrize(
    ("name", "typed"),
    [("Łukasz Nowák", "lukasz nowak"), ("Дмитрий Петров", "dmitrii petrov"), ("李伟", "Li Wei"), ("Li Wei", "李伟")],
)
async def test_names_of_other_scripts_are_found_in_latin_and_as_they_are(quick: Bot, name: str, typed: str) -> None:
    ana, ben = await member(quick, "Ana"), await member(quick, "Ben")
    await ana.say(f"/kith add {name}")
    await ana.say(f"/kith privacy {name} open")
    for words in (name, typed, typed.upper()):
        assert name in await ben.say(f"/kith whoknows {words}")


async def test_a_tag_is_found_by_its_mark_alone(quick: Bot) -> None:
    ana = await sharing_priya(quick)
    await ana.say("/kith add Climbing Clara")
    await ana.say("/kith privacy clara open")
    ben = await member(quick, "Ben")
    answer = await ben.say("/kith whoknows #climbing")
    assert "Priya Nair" in answer
    assert "Clara" not in answer
    assert "Clara" in await ben.say("/kith whoknows climbing")


async def test_the_same_person_in_two_books_is_one_line_by_address_never_by_name(bot: Bot) -> None:
    ana, ben, cleo = [await member(bot, name) for name in ("Ana", "Ben", "Cleo")]
    await ana.say("/kith add Priya Nair company:Acme email:priya@acme.example")
    await ben.say("/kith add P. Nair email:Priya@ACME.example")
    await cleo.say("/kith add Priya Nair")
    for person, times in ((ana, 1), (ben, 8), (cleo, 0)):
        await person.say("/kith privacy nair open")
        for days in range(1, times + 1):
            await person.say(f"/kith log nair coffee {days} days ago")
    answer = (await cleo.say("/kith whoknows acme")).splitlines()
    joined = "Ben (knows them well, last in touch in March 2026), Ana (a little, March 2026)"
    assert answer[1] == f"• P. Nair: {joined}"
    assert len([each for each in answer if each.startswith("•")]) == 1
    both = await cleo.say("/kith whoknows priya")
    assert f"• P. Nair: {joined}" in both
    assert "• Priya Nair: you (have them as a contact)" in both


async def test_where_the_person_is_unknown_others_at_the_company_are_named(quick: Bot) -> None:
    await sharing_priya(quick)
    ben = await member(quick, "Ben")
    for line in ("Rosalind Okonkwo at Acme", "Rosalind Okonkwo, Acme Ltd", "Rosalind Okonkwo Acme"):
        answer = await ben.say(f"/kith whoknows {line}")
        assert "At Acme some know somebody:\n• Priya Nair" in answer, line
    assert NOBODY in await ben.say("/kith whoknows Rosalind Okonkwo")


async def test_what_colleagues_work_on_is_found_by_their_choice(quick: Bot) -> None:
    ana, ben = await member(quick, "Ana"), await member(quick, "Ben")
    assert "reads nothing" in await ben.say("/kith team working on")
    assert "you work on payments in Lisbon." in await ben.say("/kith team working on: payments in Lisbon")
    for words in ("payments", "lisbon payments"):
        assert "• Ben works on payments in Lisbon" in await ana.say(f"/kith whoknows {words}")
    assert NOBODY in await ana.say("/kith whoknows payment processors")
    assert "reads nothing" in await ben.say("/kith team working on: nothing")
    assert NOBODY in await ana.say("/kith whoknows payments")
    assert "I can keep 200" in await ben.say("/kith team working on: " + "x" * 201)


async def test_warm_ways_lead_over_colleagues_and_people_in_common(bot: Bot) -> None:
    ana, ben, cleo = [await member(bot, name) for name in ("Ana", "Ben", "Cleo")]
    for person in (ana, ben, cleo):
        name = person.who.name
        assert "hash" in await person.say(f"/kith team address: {name.casefold()}@work.example")
    await ben.say("/kith add Priya Nair")
    await ben.say("/kith privacy priya open")
    assert "Warm ways" not in await cleo.say("/kith whoknows priya")
    for person in (ben, cleo):
        await person.say("/kith add Mira Stone email:mira@x.example")
        await person.say("/kith privacy mira open")
    assert "• You and Ben both know Mira Stone; Ben knows Priya Nair" in await cleo.say("/kith whoknows priya")
    for line in ("add Ben Ode email:ben@work.example", "log Ben Ode dinner yesterday", "privacy Ben Ode open"):
        await ana.say(f"/kith {line}")
    for line in ("add Anna email:ana@work.example", "log Anna dinner yesterday", "privacy Anna open"):
        await cleo.say(f"/kith {line}")
    answer = await cleo.say("/kith whoknows priya")
    assert "• You know Ana; Ana knows Ben; Ben knows Priya Nair" in answer
    for line in ("add Ben O email:ben@work.example", "privacy Ben O vouch", "privacy Ben O open"):
        await cleo.say(f"/kith {line}")
    assert "• You know Ben; Ben knows Priya Nair" in await cleo.say("/kith whoknows priya")
    await ben.say("/kith team address: nothing")
    assert "You and Ben both know Mira" in await cleo.say("/kith whoknows priya")


async def test_lookups_are_limited_and_the_limit_passes(quick: Bot) -> None:
    await sharing_priya(quick)
    ben = await member(quick, "Ben")
    suggested = await ben.complete("whoknows", "words", "pri")
    assert "Priya Nair" in suggested
    for _ in range(30):
        assert "Priya" in await ben.say("/kith whoknows acme")
    refused = await ben.say("/kith whoknows acme")
    assert "30 times within an hour" in refused
    assert refused == await ben.say("/kith whoknows atlantis")
    assert await ben.complete("whoknows", "words", "pri") == ()
    for line in ("team leave", "team join"):
        await ben.say(f"/kith {line}")
    assert await ben.say("/kith whoknows acme") == refused
    await quick.forward(hours=1)
    assert "Priya" in await ben.say("/kith whoknows acme")
    assert await ben.complete("whoknows", "words", "pri") == suggested


async def test_names_that_are_open_are_suggested(bot: Bot) -> None:
    await sharing_priya(bot)
    ben, eve = await member(bot, "Ben"), bot.person("Eve")
    assert await ben.complete("whoknows", "words", "pri") == ("Priya Nair",)
    assert await ben.complete("whoknows", "words", "ac") == ("Acme",)
    assert await ben.complete("whoknows", "words", "nair pr") == ("Priya Nair",)
    for typed in ("p", "", "jon", "jo", "engi", "zz"):
        assert await ben.complete("whoknows", "words", typed) == ()
    await eve.say("/kith help")
    assert await eve.complete("whoknows", "words", "pri") == ()
