"""Whatever Kith says fits Discord, and whatever people typed is shown as they typed it."""

import re
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from adapters.discord import widgets
from adapters.discord.custom_id import action_of, custom_id, mark, mark_of, nonce
from adapters.discord.markdown import PIECE, clean, escape, pieces
from adapters.discord.render import render
from bot.chat.action import ActionId
from bot.chat.form import Choice, Field, FieldKind, Form
from bot.chat.message import (
    Bullets,
    Button,
    Buttons,
    Card,
    Facts,
    File,
    Heading,
    Line,
    Message,
    Part,
    Span,
    Text,
    bold,
    line,
    say,
)
from tests.fakes.discord_limits import message_problems, modal_problems

_BLOCK_START = re.compile(r"\s*(#{1,3} |-# |>>> |> |[-*+] |\d+\. )")
_TYPED = st.text(st.sampled_from("ab c1.*_~`|[]()<>#-+@:\\/\n\u202e\u200b😀é") | st.characters(), max_size=60)
_PATHS = st.sampled_from(["a_b", "(x)", "?q=1&z=%20", ""])
_LINKED = st.builds("{} https://kith.example/{} {}".format, _TYPED, _PATHS, _TYPED)


def read(markdown: str) -> str:
    """Text as Discord's client shows it; refuses markup, since none was meant."""
    shown, rest = "", markdown
    for row in markdown.split("\n"):
        assert not _BLOCK_START.match(row), f"{row!r} begins a heading, quote or list"
    while rest:
        if link := re.match(r"<(https?://[^ >]+)>", rest):
            shown, rest = shown + link[1], rest[link.end() :]
        elif escaped := re.match(r"\\([^0-9A-Za-z\s])", rest):
            shown, rest = shown + escaped[1], rest[2:]
        else:
            assert rest[0] not in "*_~`|[]<", f"markup at {rest[:20]!r}"
            shown, rest = shown + rest[0], rest[1:]
    return shown


@given(_TYPED | _LINKED)
def test_what_was_typed_is_read_as_it_was_typed(text: str) -> None:
    assert read(escape(clean(text))) == clean(text)


@given(_TYPED, st.booleans(), st.booleans())
def test_a_style_changes_nothing_but_the_style(text: str, strong: bool, slanted: bool) -> None:
    words = clean(text).replace("\n", " ")
    (piece,) = pieces((Span(words, bold=strong, italic=slanted),))
    marks = "*" * (2 * strong + slanted) if words.strip() else ""
    inner = piece.strip()
    assert inner.startswith(marks)
    assert inner.endswith(marks)
    assert read(inner[len(marks) : len(inner) - len(marks)]) == words.strip()


def test_neighbouring_styles_do_not_merge() -> None:
    assert list(pieces((bold("Sam"), Span("now", italic=True)))) == ["**Sam**\u200b*now*"]


@given(st.text(st.sampled_from("a *_<\n"), min_size=500, max_size=3000))
def test_long_text_is_cut_into_lines_and_not_lost(text: str) -> None:
    parts = list(pieces((Span(text, bold=True),)))
    assert all(len(part) <= PIECE for part in parts)
    shown = "".join(re.sub(r"(?<!\\)\*\*", "", part).replace("\u200b", "") for part in parts)
    assert "".join(re.sub(r"\\(.)", r"\1", shown).split()) == "".join(text.split())


_SPANS = st.builds(Span, _TYPED | st.text(min_size=300, max_size=2500), st.booleans(), st.booleans())
_LINES: st.SearchStrategy[Line] = st.lists(_SPANS, max_size=3).map(tuple)
_SEVERAL = st.lists(_LINES, max_size=6).map(tuple)
_ACTIONS = st.builds(
    ActionId, st.sampled_from(["talked", "later"]), st.tuples(st.text("abcdef0123456789", min_size=1, max_size=80))
)
_BUTTONS = st.lists(st.builds(Button, st.text(max_size=120), _ACTIONS), max_size=9).map(tuple)
_PARTS: st.SearchStrategy[Part] = st.one_of(
    st.builds(Heading, _TYPED),
    st.builds(Text, _SEVERAL),
    st.builds(Bullets, _SEVERAL),
    st.builds(Facts, st.lists(st.tuples(_TYPED, _TYPED), max_size=20).map(tuple)),
    st.builds(Card, _LINES, _SEVERAL, _BUTTONS),
    st.builds(Buttons, _BUTTONS),
)
_MESSAGES = st.builds(Message, st.lists(_PARTS, max_size=12).map(tuple))


@given(_MESSAGES, st.sampled_from(["", mark("d1")]))
def test_every_message_fits(message: Message, marked: str) -> None:
    rendered = render(message, marked)
    view = widgets.view(rendered)
    payload: dict[str, Any] = {
        "content": rendered.content,
        "embeds": [dict(each.to_dict()) for each in widgets.embeds(rendered)],
        "components": view.to_components() if view else [],
    }
    assert message_problems(payload) == []
    assert all(each["description"] for each in payload["embeds"])
    words = (span.text for part in message.parts if isinstance(part, Text) for each in part.lines for span in each)
    assert bool(rendered.content or rendered.embeds) or not clean("".join(words)).strip()


_FIELDS = st.builds(
    Field,
    name=st.text("abcdefgh_", min_size=1, max_size=20),
    label=st.text(min_size=1, max_size=60),
    kind=st.sampled_from(FieldKind),
    required=st.booleans(),
    value=st.text(max_size=5000),
    hint=st.text(max_size=150),
    choices=st.lists(st.text("abc", min_size=1, max_size=9), min_size=1, max_size=30, unique=True).map(
        lambda values: tuple(Choice(value, value * 20) for value in values)
    ),
)
_FORMS = st.builds(
    Form,
    action=_ACTIONS,
    title=st.text(min_size=1, max_size=24),
    fields=st.lists(_FIELDS, min_size=1, max_size=5, unique_by=lambda field: field.name).map(tuple),
    intro=_SEVERAL,
)


@given(_FORMS)
def test_every_form_fits_and_loses_nothing_that_was_typed(form: Form) -> None:
    modal = widgets.modal(form).to_dict()
    assert modal_problems(modal) == []
    inputs = [each["component"] for each in modal["components"] if each["type"] == 18]
    for field, item in zip(form.fields, inputs, strict=True):
        if item["type"] == 4:
            assert (item.get("value") or "") == field.value[:4000]
        assert item["custom_id"] == field.name


def test_more_than_fits_is_said() -> None:
    rendered = render(say(*("word " * 300 for _ in range(12))))
    assert len(rendered.embeds) == 2
    assert rendered.embeds[-1].endswith("*… There is more than fits in one message.*")


def test_buttons_of_several_cards_bear_the_number_of_their_card() -> None:
    cards = [Card(line(name), buttons=(Button("Talked", ActionId("talked", (name,))),)) for name in ("Sam", "Priya")]
    rendered = render(Message((Heading("Today"), *cards)))
    assert rendered.content == "**Today**\n1️⃣ Sam\n\n2️⃣ Priya"
    assert [[(tap.emoji, tap.label) for tap in row] for row in rendered.rows] == [[("1️⃣", "Talked")], [("2️⃣", "Talked")]]


def test_a_file_that_discord_would_refuse_is_named_instead() -> None:
    large, small = File("all.json", b"x" * ((10 << 20) + 1)), File("a.txt", b"a")
    rendered = render(Message(say("Here.").parts, files=(large, small)))
    assert [file.name for file in rendered.files] == ["a.txt"]
    assert "all.json is too large" in rendered.content


@given(_ACTIONS, st.text(max_size=40))
def test_a_button_id_keeps_its_action_beside_the_mark(action: ActionId, key: str) -> None:
    text = custom_id(action, mark(key))
    assert len(text) <= 100
    assert action_of(text) == action
    assert mark_of(text) in ("", mark(key))
    assert len(nonce(key)) <= 25
