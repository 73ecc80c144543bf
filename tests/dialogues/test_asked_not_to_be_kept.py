"""Somebody asked the host to be erased: what their friends who use Kith see of it."""

from bot.chat.message import File
from bot.domain.marks import Marks
from bot.services import third_parties
from bot.services.third_parties import Erased
from tests.fakes.kith import Bot, Person

MARKS = Marks(emails=("SAM@n.example",), urls=("https://www.linkedin.com/in/sam/",))
CARDS = File(
    "people.vcf",
    b"BEGIN:VCARD\nFN:S. Carter\nEMAIL:sam@n.example\nEND:VCARD\nBEGIN:VCARD\nFN:Mia\nEND:VCARD\n",
)


def erase(bot: Bot) -> Erased:
    with bot.kith.store.write() as uow:
        done = third_parties.erase(uow, MARKS, bot.clock())
        uow.commit()
    return done


async def with_sam(bot: Bot, name: str) -> Person:
    person = bot.person(name)
    await person.say("/kith add Sam Carter every 10 days company:Northwind email:sam@n.example: a secret")
    await person.say("/kith add Priya Nair every 17 days email:p@n.example")
    await person.say("/kith log sam coffee: his flat in Lisbon")
    return person


async def test_nothing_is_left_of_them_in_any_book(bot: Bot) -> None:
    ana, ben = await with_sam(bot, "Ana"), await with_sam(bot, "Ben")
    await ana.say("/kith team join")
    await ana.say("/kith team sharing on")
    await ana.say("/kith privacy sam open")
    assert erase(bot) == Erased(books=2, contacts=2, messages=0)
    for person in (ana, ben):
        for _ in range(6):
            await person.say("/kith undo")
        assert "Carter" not in repr(await person.book())
    stored = repr(bot.shelf.rows())
    for word in ("Carter", "Northwind", "sam@n.example"):
        assert word not in stored


async def test_messages_that_were_sent_forget_them(bot: Bot) -> None:
    people = [await with_sam(bot, "Ana"), await with_sam(bot, "Ben")]
    await bot.forward(20)
    assert [["Sam Carter" in each for each in person.inbox] for person in people] == [[True, True], [True, True]]
    assert erase(bot) == Erased(books=2, contacts=2, messages=4)
    await bot.forward()
    for person in people:
        (left,) = person.inbox
        assert "Priya Nair" in left
        assert "Sam" not in left


async def test_one_who_was_merged_away_goes_with_whom_they_became(bot: Bot) -> None:
    ana = bot.person("Ana")
    await ana.say("/kith add Sam Carter email:sam@n.example")
    await ana.say("/kith add Samuel C email:other@n.example")
    await ana.say("/kith edit Sam Carter merge:Samuel C")
    await ana.press("Merge")
    assert erase(bot).contacts == 1
    assert (await ana.book())["contacts"] == []


async def test_a_file_that_waited_for_a_yes_leaves_them_out(bot: Bot) -> None:
    ana = bot.person("Ana")
    assert "2 new:" in await ana.say("/kith import", CARDS)
    erase(bot)
    await ana.press("Import 2")
    assert [each["name"] for each in (await ana.book())["contacts"]] == ["Mia"]
    seen = await ana.say("/kith import", CARDS)
    assert "1 who asked not to be kept here:\n• S. Carter" in seen
    assert "Sam" not in seen


async def test_an_archive_brings_everybody_else(bot: Bot) -> None:
    ana = await with_sam(bot, "Ana")
    await ana.say("/kith export")
    archive = ana.files[0]
    erase(bot)
    ben = bot.person("Ben", workspace="T2")
    assert "Restored 1 person with their history. 1 asked not to be kept here" in await ben.say("/kith import", archive)
    assert [each["name"] for each in (await ben.book())["contacts"]] == ["Priya Nair"]
    assert (await ben.book())["interactions"] == []


async def test_whoever_types_them_in_is_told_and_decides(bot: Bot) -> None:
    erase(bot)
    ana = bot.person("Ana")
    answer = await ana.say("/kith add Sam Carter email:Sam@n.example")
    assert "Added Sam Carter" in answer
    assert "This person asked not to be kept here." in answer
    assert "asked not" not in await ana.say("/kith add Mia email:mia@n.example")
