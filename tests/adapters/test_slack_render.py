"""Whatever people store: Slack takes the message, and their words stay words."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.slack.home import home_view
from adapters.slack.modal import form_view, message_view
from adapters.slack.pickers import OPTION, options
from adapters.slack.render import BLOCKS, CHARACTERS, content, key_of
from adapters.slack.wire import Json, mention, typed_text
from bot.chat.action import ActionId
from bot.chat.form import Choice, Field, FieldKind, Form
from bot.chat.message import (
    Bullets,
    Button,
    Buttons,
    ButtonStyle,
    Card,
    Facts,
    Heading,
    Line,
    Message,
    Part,
    Span,
    Text,
    bold,
    italic,
    line,
)
from tests.fakes.slack import effects_of, text_of
from tests.fakes.slack_rules import Rules

HOSTILE = [
    "<!channel>", "<!here>", "<@U1>", "<#C1|general>", "<https://evil.example|your bank>", "https://evil.example",
    "*bold*", "_italic_", "~gone~", "`code`", "```pre```", "> quote", "&lt;!channel&gt;", ":tada:", "\u202ereversed",
    "a\u200bb", "a\x00b", "\n\n", " ", "", "👩‍👩‍👧", "&", "x" * 4000,
]  # fmt: skip

words = st.lists(st.sampled_from(HOSTILE) | st.text(max_size=20), max_size=4).map("".join)
plain_lines: st.SearchStrategy[Line] = st.lists(words.map(Span), max_size=3).map(tuple)
some_lines = st.lists(plain_lines, max_size=6).map(tuple)
actions = st.integers(0, 10**6).map(lambda number: ActionId("talked", (f"n{number}",)))
some_buttons = st.lists(st.builds(Button, words, actions, st.sampled_from(ButtonStyle)), max_size=30).map(tuple)
parts: st.SearchStrategy[Part] = st.one_of(
    words.map(Heading),
    some_lines.map(Text),
    some_lines.map(Bullets),
    st.lists(st.tuples(words, words), max_size=4).map(lambda rows: Facts(tuple(rows))),
    st.builds(Card, plain_lines, some_lines, some_buttons),
    some_buttons.map(Buttons),
)
messages = st.lists(parts, max_size=60).map(lambda drawn: Message(tuple(drawn)))

rules = Rules()


def written(said: Json) -> int:
    """Characters of all texts of all blocks."""
    return sum(len(text) for text in _all_texts(said.get("blocks", [])))


def _all_texts(node: object) -> list[str]:
    if isinstance(node, list):
        return [text for each in node for text in _all_texts(each)]
    if isinstance(node, dict):
        return [
            text
            for key, value in node.items()
            for text in ([value] if key == "text" and isinstance(value, str) else _all_texts(value))
        ]
    return []


@settings(deadline=None, max_examples=60)
@given(messages)
def test_any_message_fits_and_its_words_stay_words(message: Message) -> None:
    said = content(message, "d1")
    assert rules.message(said) == []
    labelled = any(isinstance(part, Facts) for part in message.parts)  # labels of facts are bold
    assert effects_of(said) <= ({"format"} if labelled else set())
    assert len(said.get("blocks", [])) <= BLOCKS
    assert written(said) <= CHARACTERS


@settings(deadline=None, max_examples=30)
@given(messages)
def test_any_message_fits_a_home_and_a_modal_too(message: Message) -> None:
    for view in (home_view(message), message_view(message)):
        assert rules.view(view) == []
        assert effects_of(view) <= {"format"}


@settings(deadline=None, max_examples=60)
@given(st.lists(st.builds(Choice, words, words), max_size=150))
def test_whatever_is_suggested_is_a_menu_that_slack_shows(choices: list[Choice]) -> None:
    offered = options(choices)
    assert rules.options(offered) == []
    assert all(0 < len(each["value"]) <= OPTION for each in offered)
    assert len({each["value"] for each in offered}) == len(offered)


def _button(label: str) -> Button:
    return Button(label, ActionId("undo"))


@settings(deadline=None, max_examples=60)
@given(
    st.builds(
        Form,
        action=actions,
        title=st.text(min_size=1, max_size=24),
        fields=st.lists(
            st.builds(
                Field,
                name=st.text("abcdefghij", min_size=1, max_size=8),
                label=words,
                kind=st.sampled_from([kind for kind in FieldKind if kind is not FieldKind.CHOICE]),
                required=st.booleans(),
                value=words,
                hint=words,
                colleagues=st.booleans(),
                picked=st.lists(st.builds(Choice, words | st.just("2026-03-14"), words), max_size=4).map(tuple),
            ),
            min_size=1,
            max_size=5,
            unique_by=lambda field: field.name,
        ).map(tuple),
        intro=some_lines,
    ),
    st.booleans(),
)
def test_any_form_is_one_that_slack_opens(form: Form, completed: bool) -> None:
    names = {field.name for field in form.fields} if completed else set()
    view = form_view(form, origin='{"channel": "D1", "ts": "1.0"}', completed=names)
    assert rules.view(view) == []
    assert effects_of(view) == set()


def test_a_message_reads_as_it_was_written() -> None:
    message = Message(
        (
            Heading("Today"),
            Card(
                (bold("Sam Rivera"), Span(" · 40 days")),
                (line("Ask about ", italic("the flat")),),
                (Button("Talked", ActionId("talked", ("n1",)), ButtonStyle.PRIMARY), _button("Later")),
            ),
            Bullets((line("one"), line("two"))),
            Facts((("Circle", "close"),)),
        )
    )
    said = content(message, "d1")
    assert text_of(said) == (
        "Today\nSam Rivera · 40 days\nAsk about the flat\n[Talked] [Later]\n• one\n• two\nCircle: close"
    )
    assert said["text"] == "Today Sam Rivera · 40 days Ask about the flat one two Circle: close"
    assert key_of(said) == "d1"
    assert key_of(content(message)) == ""


def test_what_is_cut_is_said_and_the_last_buttons_stay() -> None:
    cards = tuple(Card(line(f"Person {number}"), (), (_button("Talked"),)) for number in range(40))
    said = content(Message((*cards, Buttons((_button("Undo"),)))))
    shown = text_of(said)
    assert "Person 20" in shown
    assert "Person 39" not in shown
    assert shown.endswith("… There is more than fits in one message.\n[Undo]")
    long = content(Message((Text((line("word " * 4000),)),)))
    assert 9_000 < written(long) <= CHARACTERS
    assert "There is more than fits" in text_of(long)
    listed = text_of(content(Message((Bullets(tuple(line("x" * 300) for _ in range(60))),))))
    assert listed.count("•") > 30


def test_what_does_not_fit_a_field_is_said() -> None:
    field = Field(name="note", label="Note", kind=FieldKind.LONG, value="x" * 10_000)
    view = form_view(Form(action=ActionId("form", ("log",)), title="Log", fields=(field,)))
    assert "Only the first 3,000 characters fit here." in text_of(view)
    assert rules.view(view) == []


def test_a_choice_shows_what_is_chosen() -> None:
    choices = (Choice("inner", "Inner circle"), Choice("close", "Close"), Choice("close", "Twice"))
    field = Field(name="circle", label="Circle", kind=FieldKind.CHOICE, choices=choices, value="close")
    view = form_view(Form(action=ActionId("form", ("keep",)), title="Keep", fields=(field,)))
    assert text_of(view) == "Keep\nCircle: [Close]"
    assert rules.view(view) == []


@pytest.mark.parametrize(
    ("sent", "typed"),
    [
        ("log <@U1|sam> coffee", "log <@U1|Sam Rivera> coffee"),
        ("log <@U1>", "log <@U1|Sam Rivera>"),
        ("log <https://acme.slack.com/team/U1> tea", "log <@U1|Sam Rivera> tea"),
        ("log <@U2|pri>", "log <@U2|pri>"),
        ("log <@U2>", "log <@U2|@U2>"),
        ("note <#C1|general> <!here> <!subteam^S1|@team>", "note #general @here @subteam"),
        ("team greetings <#C1|general>", "team greetings <#C1|general>"),
        ("team working on: <#C1|general>", "team working on: #general"),
        ("see <https://kith.example/a?b=1&amp;c=2|kith>", "see https://kith.example/a?b=1&c=2"),
        ("mail <mailto:sam@acme.example|sam@acme.example>", "mail sam@acme.example"),
        ("a &lt;b&gt; &amp;amp; c", "a <b> &amp; c"),
    ],
)
def test_a_typed_line_is_read_as_it_was_typed(sent: str, typed: str) -> None:
    assert typed_text(sent, {"U1": mention("U1", "Sam Rivera")}) == typed
