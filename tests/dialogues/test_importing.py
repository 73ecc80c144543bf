"""Files that bring people: shown before anything is changed, done once, taken back as one step."""

import io
import zipfile

import pytest

from bot.chat.message import File
from tests.fakes.kith import Bot, Person

CARDS = File(
    "people.vcf",
    """BEGIN:VCARD
VERSION:3.0
UID:u1
FN:Sam Carter
ORG:Northwind;Sales
TITLE:Product manager
EMAIL:sam@northwind.example
TEL:+1 202 555 0143
BDAY:1988-11-02
NOTE:met in Lisbon
CATEGORIES:climbing,berlin
END:VCARD
BEGIN:VCARD
VERSION:4.0
FN:田中 愛
EMAIL:ai@hoshi.example
BDAY:--0229
END:VCARD
BEGIN:VCARD
VERSION:3.0
FN:Zoë Laurent
END:VCARD
""".encode(),
)
CONNECTIONS = File(
    "Connections.csv",
    b"""Notes:
"When exporting your connection data, you may notice that some of the email addresses are missing."

First Name,Last Name,URL,Email Address,Company,Position,Connected On
Priya,Nair,https://www.linkedin.com/in/priya,priya@acme.example,Acme,"Head of research, labs",02 Jan 2026
Jonas,Weber,https://www.linkedin.com/in/jonas,,Acme,Engineer,14 Feb 2025
""",
)
BROKEN = File(
    "broken.vcf",
    b"""BEGIN:VCARD
VERSION:3.0
FN:Sam Carter
this line is no property
END:VCARD
BEGIN:VCARD
VERSION:3.0
FN:Priya Nair
END:VCARD
BEGIN:VCARD
VERSION:3.0
FN:Jonas Weber
""",
)


TABLE = File(
    "kunden.csv",
    """Kunde;Nachname2;Post;Firmierung;Jahrestag
Sam;Carter;sam@northwind.example;Northwind;02.11.1988
Zoë;Laurent;;;
""".encode(),
)
BIRTHDAYS = File(
    "birthdays.ics",
    b"""BEGIN:VCALENDAR
BEGIN:VEVENT
SUMMARY:Sam Carter's birthday
DTSTART;VALUE=DATE:20200514
RRULE:FREQ=YEARLY
END:VEVENT
BEGIN:VEVENT
SUMMARY:Priya Nair's birthday
DTSTART;VALUE=DATE:20200229
RRULE:FREQ=YEARLY
END:VEVENT
END:VCALENDAR
""",
)
MESSAGES = """CONVERSATION ID,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,CONTENT
1,Ana Lima,https://www.linkedin.com/in/ana,Priya Nair,https://www.linkedin.com/in/priya,2026-02-20 10:00:00 UTC,a secret
1,Priya Nair,https://www.linkedin.com/in/priya,Ana Lima,https://www.linkedin.com/in/ana,2026-02-21 10:00:00 UTC,a secret
"""


def zipped(name: str, content: bytes, *more: tuple[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for each, inside in ((name, content), *more):
            archive.writestr(each, inside)
    return packed.getvalue()


LINKEDIN = File("LinkedIn.zip", zipped("Connections.csv", CONNECTIONS.content, ("messages.csv", MESSAGES.encode())))


async def names(ana: Person) -> list[str]:
    return sorted(each["name"] for each in (await ana.book())["contacts"])


async def test_a_preview_changes_nothing(bot: Bot) -> None:
    ana = bot.person("Ana")
    preview = await ana.say("/kith import", CARDS)
    assert "Before anything is changed" in preview
    assert "3 new:" in preview
    assert "Sam Carter (Product manager, Northwind)" in preview
    assert await names(ana) == []


async def test_cards(bot: Bot) -> None:
    ana = bot.person("Ana")
    await ana.say("/kith import", CARDS)
    done = await ana.press("Import 3")
    assert "Imported 3 new people" in done
    assert "Tell me whom to keep" in done
    card = await ana.say("/kith show sam")
    for said in (
        "Product manager, Northwind",
        "2 November 1988",
        "sam@northwind.example",
        "+12025550143",
        "#climbing #berlin",
        "met in Lisbon",
        "not kept",
    ):
        assert said in card
    assert "29 February" in await ana.say("/kith show 田中")
    await bot.forward(400)
    assert ana.inbox == []


async def test_linkedins_connections(bot: Bot) -> None:
    ana = bot.person("Ana")
    assert "2 new:" in await ana.say("/kith import", CONNECTIONS)
    await ana.press("Import 2")
    card = await ana.say("/kith show priya")
    assert "Head of research, labs, Acme" in card
    assert "priya@acme.example" in card
    assert "https://www.linkedin.com/in/priya" in card


@pytest.mark.parametrize("file", [CARDS, CONNECTIONS, LINKEDIN, BIRTHDAYS], ids=lambda file: file.name)
async def test_a_second_time_changes_nothing(bot: Bot, file: File) -> None:
    ana = bot.person("Ana")
    await ana.say("/kith import", file)
    await ana.talker.press(next(label for label in ("Import 3", "Import 2") if f"[{label}]" in ana.text))
    before = await ana.book()
    again = await ana.say("/kith import", file)
    assert "So there is nothing to import." in again
    assert "[Import" not in again
    assert await ana.book() == before


async def test_pressed_twice(bot: Bot) -> None:
    ana = bot.person("Ana")
    await ana.say("/kith import", CARDS)
    import_it = ana.button("Import 3")
    assert "Imported 3" in await bot.press(ana, import_it)
    assert "imported before" in await bot.press(ana, import_it)
    assert len(await names(ana)) == 3


async def test_undone_as_one_step(bot: Bot) -> None:
    ana = bot.person("Ana")
    await ana.say("/kith add Priya Nair email:priya@acme.example")
    before = await ana.book()
    await ana.say("/kith import", CARDS)
    await ana.press("Import 3")
    await ana.say("/kith import", CONNECTIONS)
    await ana.press("Import 2")
    undo = ana.button("Undo")
    await bot.forward(20)
    assert "Undone: the import of 2 people." in await bot.press(ana, undo)
    assert "Head of research" not in await ana.say("/kith show priya")
    assert "Undone: the import of 3 people." in await ana.say("/kith undo")
    assert await ana.book() == before


async def test_what_was_used_since_stays_when_the_rest_is_taken_back(bot: Bot) -> None:
    ana = bot.person("Ana")
    await ana.say("/kith import", CARDS)
    await ana.press("Import 3")
    undo = ana.button("Undo")
    await ana.say("/kith log sam coffee: his flat")
    assert "so it stays: " in await bot.press(ana, undo)
    assert await names(ana) == ["Sam Carter"]


async def test_a_file_adds_to_people_who_are_there(bot: Bot) -> None:
    ana = bot.person("Ana")
    await ana.say("/kith add Sammy email:sam@northwind.example: old friend")
    preview = await ana.say("/kith import", CARDS)
    assert "2 new:" in preview
    assert "1 with something new:" in preview
    assert "Sam Carter: adds to Sammy: phone, labels, company, job title, birthday" in preview
    assert "added to 1" in await ana.press("Import 3")
    card = await ana.say("/kith show sammy")
    for said in ("Northwind", "2 November 1988", "old friend"):
        assert said in card
    assert "Sam Carter" not in await names(ana)


async def test_a_namesake_is_never_taken_for_the_same_person(bot: Bot) -> None:
    ana = bot.person("Ana")
    await ana.say("/kith add Zoe Laurent")
    preview = await ana.say("/kith import", CARDS)
    assert "1 left out:" in preview
    assert "Zoë Laurent: you have Zoe Laurent, and nothing is new" in preview
    await ana.press("Import 2")
    assert "Zoë Laurent" not in await names(ana)


async def test_linkedins_archive_brings_days_and_no_words(bot: Bot) -> None:
    ana = bot.person("Ana")
    await ana.say("/kith import", LINKEDIN)
    assert "secret" not in ana.text
    await ana.press("Import 2")
    book = await ana.book()
    assert [(each["on"], each["began"], each["note"]) for each in book["interactions"]] == [
        ("2026-02-20", "both", ""),
        ("2026-02-21", "both", ""),
    ]
    assert "21 Feb" in await ana.say("/kith show priya")


async def test_messages_add_only_the_days_that_are_not_noted(bot: Bot) -> None:
    ana = bot.person("Ana")
    await ana.say("/kith import", CONNECTIONS)
    await ana.press("Import 2")
    await ana.say("/kith log priya call 2026-02-21: her lab")
    assert "1 with something new:" in await ana.say("/kith import", LINKEDIN)
    await ana.press("Import 1")
    days = [(each["on"], each["medium"]) for each in (await ana.book())["interactions"]]
    assert days == [("2026-02-20", "message"), ("2026-02-21", "call")]
    await ana.say("/kith undo")
    assert [each["on"] for each in (await ana.book())["interactions"]] == ["2026-02-21"]


async def test_columns_are_asked_for_where_nobody_knows_them(bot: Bot) -> None:
    ana = bot.person("Ana")
    asked = await ana.say("/kith import", TABLE)
    assert 'Its columns are "Kunde", "Nachname2", "Post", "Firmierung", "Jahrestag".' in asked
    form = await ana.press("Tell me the columns")
    assert "Name, or first name:" in form
    assert "One column has to hold the name." in await ana.fill({"E-mail": "Post"})
    answers = {"Name, or first name": "Kunde", "Last name, if it stands apart": "Nachname2", "E-mail": "Post"}
    preview = await ana.fill({**answers, "Company": "Firmierung", "Birthday": "Jahrestag"})
    assert "I take Kunde for the first name, Nachname2 for the last name, Post for the e-mail" in preview
    assert "2 new:" in preview
    assert "Imported 2" in await ana.press("Import 2")
    card = await ana.say("/kith show sam")
    for said in ("Sam Carter", "Northwind", "sam@northwind.example", "2 November 1988"):
        assert said in card


async def test_columns_that_were_guessed_can_be_told_anew(bot: Bot) -> None:
    ana = bot.person("Ana")
    table = File("people.csv", b"Name,Contact person,Email\nNorthwind,Sam Carter,sam@northwind.example\n")
    preview = await ana.say("/kith import", table)
    assert "I take Email for the e-mail." in preview
    form = await ana.press("Other columns")
    assert "Name, or first name: 0" in form
    assert "E-mail: 2" in form
    preview = await ana.fill({"Name, or first name": "Contact person", "Company": "Name"})
    assert "Sam Carter (Northwind)" in preview
    await ana.press("Import 1")
    assert await names(ana) == ["Sam Carter"]
    assert "sam@northwind.example" in await ana.say("/kith show sam")


async def test_who_may_be_the_same_is_asked_about(bot: Bot) -> None:
    ana = bot.person("Ana")
    for line in ("/kith add Sam Carter company:Northwind", "/kith add Priya Nair", "/kith add Priya Nair company:Acme"):
        await ana.say(line)
    preview = await ana.say("/kith import", BIRTHDAYS)
    assert "2 left out unless you tell me who they are:" in preview
    assert "you have Sam Carter, Northwind." in preview
    assert "you have 2 of that name." in preview
    assert "[Import" not in preview
    assert "1 with something new:" in await ana.press("Same person", on="Sam Carter")
    assert "1 new:" in await ana.press("Somebody else", on="Priya Nair")
    assert "Imported 1 new person, and added to 1." in await ana.press("Import 2")
    assert "14 May" in await ana.say("/kith show sam")
    assert await names(ana) == ["Priya Nair", "Priya Nair", "Priya Nair", "Sam Carter"]


@pytest.mark.parametrize(("answer", "people"), [("All the same people", 2), ("All somebody else", 4)])
async def test_one_answer_for_all_who_may_be_the_same(bot: Bot, answer: str, people: int) -> None:
    ana = bot.person("Ana")
    for line in ("/kith add Sam Carter", "/kith add Priya Nair"):
        await ana.say(line)
    await ana.say("/kith import", BIRTHDAYS)
    await ana.press(answer)
    await ana.press("Import 2")
    assert len(await names(ana)) == people
    await ana.say("/kith undo")
    assert (await ana.book())["dates"] == []


async def test_who_is_not_answered_about_is_left_out(bot: Bot) -> None:
    ana = bot.person("Ana")
    await ana.say("/kith add Sam Carter")
    await ana.say("/kith import", BIRTHDAYS)
    done = await ana.press("Import 1")
    assert "1 who may be the same people as some of yours were left out." in done
    assert await names(ana) == ["Priya Nair", "Sam Carter"]


async def test_a_number_alone_makes_nobody_the_same(bot: Bot) -> None:
    ana = bot.person("Ana")
    await ana.say("/kith add Sam Carter phone:+12025550143")
    card = "BEGIN:VCARD\nFN:{}\nTEL:+12025550143\nTITLE:Sailor\nEND:VCARD\n"
    preview = await ana.say("/kith import", File("home.vcf", card.format("Mia Roth").encode()))
    assert "has a number of Sam Carter" in preview
    await ana.press("Somebody else")
    await ana.press("Import 1")
    assert await names(ana) == ["Mia Roth", "Sam Carter"]
    family = card.format("Ben Roth") + card.format("Lea Ott")
    assert "2 left out unless" in await ana.say("/kith import", File("home.vcf", family.encode()))
    assert "Mia: is there already" in await ana.say("/kith import", File("mia.vcf", card.format("Mia").encode()))


async def test_the_dead_come_with_their_dates_and_never_up(bot: Bot) -> None:
    ana = bot.person("Ana")
    card = b"BEGIN:VCARD\nFN:Mia Roth\nBDAY:19400310\nDEATHDATE:20200101\nEND:VCARD\n"
    await ana.say("/kith import", File("mia.vcf", card))
    assert "Choose whom to keep" not in await ana.press("Import 1")
    assert (await ana.book())["contacts"][0]["state"] == "deceased"
    await bot.forward(30)
    assert ana.inbox == []


async def test_two_cards_of_one_who_is_there_both_count(bot: Bot) -> None:
    ana = bot.person("Ana")
    await ana.say("/kith add Sam Carter email:sam@a.example,sam@b.example company:Acme")
    cards = b"BEGIN:VCARD\nFN:Sam\nEMAIL:sam@a.example\nTITLE:Sailor\nEND:VCARD\n"
    cards += b"BEGIN:VCARD\nFN:Sam Carter\nEMAIL:sam@b.example\nORG:Beta\nBDAY:--0514\nEND:VCARD\n"
    preview = await ana.say("/kith import", File("two.vcf", cards))
    assert "adds to Sam Carter: company Beta instead of Acme, birthday" in preview
    await ana.press("Import 2")
    card = await ana.say("/kith show sam")
    for said in ("Sailor, Beta", "14 May"):
        assert said in card


async def test_thinking_better_of_it(quick: Bot) -> None:
    ana = quick.person("Ana")
    await ana.say("/kith import", CARDS)
    assert "nothing was imported" in await ana.press("Leave it")
    assert await names(ana) == []


async def test_a_preview_is_kept_for_a_day(bot: Bot) -> None:
    ana = bot.person("Ana")
    await ana.say("/kith import", CARDS)
    import_it = ana.button("Import 3")
    await bot.forward(2)
    assert "send it again" in await bot.press(ana, import_it)
    assert await names(ana) == []


async def test_a_broken_card_costs_nobody_else(bot: Bot) -> None:
    ana = bot.person("Ana")
    preview = await ana.say("/kith import", BROKEN)
    assert "1 new:" in preview
    assert "2 I can't read:" in preview
    assert 'Line 1: Line 4 of the file is broken: "this line is no property".' in preview
    assert "Line 10: The card has no end: END:VCARD is missing." in preview
    await ana.press("Import 1")
    assert await names(ana) == ["Priya Nair"]


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        (File("photo.jpg", b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(range(256)) * 20), "is not a text file"),
        (File("book.zip", b"PK\x03\x04" + b"x" * 100), "is a ZIP archive that is broken"),
        (File("bomb.zip", zipped("people.vcf", b" " * 30_000_000)), "unpacks to more than I take"),
        (File("photos.zip", zipped("photo.jpg", b"\xff\xd8")), "holds no file that I can read"),
        (File("page.vcf", b"<html><body>Please sign in</body></html>"), "is a web page"),
        (File("days.ics", b"BEGIN:VCALENDAR\nEND:VCALENDAR\n"), "nobody is in it"),
        (File("monica.json", b'{"account": {"contact": '), "not Monica's export"),
        (File("empty.vcf", b"  \n "), "is empty"),
        (File("letter.txt", b"Dear Sam,\nhow are you?\n"), "I don't know the kind of file"),
        (File("big.vcf", b"x" * (5 * 1024 * 1024 + 1)), "5 MB"),
        (File("none.csv", b"First Name,Last Name,URL,Email Address,Company\n"), "nobody is in it"),
        (File("other.json", b'{"hello": "there"}'), "not a Kith archive"),
        (File("half.json", b'{"format": "kith-archive", "version": 1, "conta'), "not a Kith archive"),
        (File("newer.json", b'{"format": "kith-archive", "version": 99}'), "update Kith"),
        (File("damaged.json", b'{"format": "kith-archive", "version": 1}'), "damaged"),
        (File("../../e\u202evil\n.vcf", b"?"), "I don't know the kind of file"),
    ],
    ids=lambda value: value.name if isinstance(value, File) else "",
)
async def test_a_file_that_cannot_be_read_is_said(quick: Bot, file: File, sentence: str) -> None:
    ana = quick.person("Ana")
    answer = await ana.say("/kith import", file)
    assert sentence in answer
    assert "\u202e" not in answer
    assert await names(ana) == []


async def test_without_a_file_a_form_asks_for_one(bot: Bot) -> None:
    ana = bot.person("Ana")
    assert "File:" in await ana.say("/kith import")
    assert "File is needed." in await ana.fill({})
    assert "3 new:" in await ana.fill({"File": CARDS})
    assert "Imported 3" in await ana.press("Import 3")


async def test_imported_people_are_kept_by_name(bot: Bot) -> None:
    ana = bot.person("Ana")
    await ana.say("/kith import", CARDS)
    await ana.press("Import 3")
    await ana.say("/kith keep zoe close")
    await bot.forward(31)
    assert "Zoë Laurent" in ana.inbox[0]


async def test_a_card_full_of_everything_is_shown_short(quick: Bot) -> None:
    ana = quick.person("Ana")
    emails = "".join(f"EMAIL:{'x' * 60}{number}@{'y' * 100}.example\n" for number in range(20))
    tags = ",".join(f"{'t' * 190}{number}" for number in range(20))
    card = f"BEGIN:VCARD\nVERSION:3.0\nFN:Big One\n{emails}CATEGORIES:{tags}\nURL:https://{'z' * 1900}\nEND:VCARD\n"
    await ana.say("/kith import", File("big.vcf", card.encode()))
    await ana.press("Import 1")
    assert len(await ana.say("/kith show big")) < 3000
