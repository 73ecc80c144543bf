"""One's own private questions are in one's export, as far as one may know what became of them."""

from tests.dialogues.test_asking_privately import ask, careful, joined
from tests.fakes.kith import Bot


async def test_an_export_holds_the_question_and_a_yes_and_tells_no_no_from_silence(bot: Bot) -> None:
    ana = await joined(bot, "Ana")
    yes, no, silent = [await careful(bot, name) for name in ("Ben", "Cleo", "Dora")]
    await ask(ana, "Acme", "we want to learn")
    await ask(ana, "Nowhereland")
    await bot.forward(1)
    await yes.press("Yes, tell Ana")
    await no.press("No")
    known, unknown = (await ana.book())["questions"]
    assert (known["question"], known["reason"], known["taken_back"]) == ("Acme", "we want to learn", False)
    assert known["yes"] == [{"colleague": "Ben", "knows": "Priya Nair"}]
    assert (unknown["question"], unknown["yes"]) == ("Nowhereland", [])
    assert not {"Cleo", "Dora"} & set(str(known).replace("'", " ").split())
    assert (await silent.book())["questions"] == []
