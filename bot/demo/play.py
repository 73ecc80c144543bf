"""The script of the demo. Only the people and the clock are pretended: every line goes the way a real one goes."""

import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

from adapters.console.repl import ConsoleAdapter
from bot.app import utc_now
from bot.demo.narration import tell
from bot.domain.user import Preferences
from bot.engine.clockwork import Clockwork, MovableClock
from bot.terminal import at_terminal
from storage.store import open_store

_START = datetime(2026, 1, 5, 10, 0, tzinfo=UTC)
_SAMPLE = Path(__file__).with_name("people.vcf")
_ANA, _BEN = "Ana", "Ben"


async def play(*, stay: bool) -> None:
    """Play a quarter of a year on a database that is thrown away; then leave a prompt open if asked to `stay`."""
    with tempfile.TemporaryDirectory(prefix="kith-demo-") as folder:
        store = open_store(f"sqlite:///{folder}/demo.db", upgrade=True)
        clock = MovableClock(utc_now, _START)
        kith, console, clockwork = at_terminal(store, clock, _ANA, Preferences())
        console.connect(kith.pipeline)
        try:
            await _first_day(console)
            await _winter(console, clockwork)
            await _downtime(console, clockwork)
            await _team(console)
            tell("That was a quarter of a year. Everything above went through the real commands, engine and database.")
            if stay:
                tell("Now it is yours: the clock stands where the story ended. /kith help, /forward 30 days, /quit.")
                await console.run(kith.pipeline)
        finally:
            kith.close()
            store.close()


async def _first_day(console: ConsoleAdapter) -> None:
    tell("Monday, 5 January 2026. Ana brings her address book.")
    await console.play(_ANA, f"/kith import {_SAMPLE}")
    await console.press(_ANA, "Import 7")
    tell("She says whom she wants to keep, and what has been.")
    await console.play(_ANA, "/kith keep sam every 30 days")
    await console.play(_ANA, "/kith keep priya close")
    await console.play(_ANA, "/kith keep jonas wider")
    await console.play(_ANA, "/kith log sam coffee yesterday: his flat in Lisbon falls through")
    tell("A typo is asked about, never guessed; the line goes on from the button.")
    await console.play(_ANA, "/kith log pria, jonas call friday: hiring for the new lab")
    await console.press(_ANA, "Priya Nair (Acme)")
    tell("A wrong day is answered, and nothing typed is lost.")
    await console.play(_ANA, "/kith log sam on the 31st of february")


async def _winter(console: ConsoleAdapter, clockwork: Clockwork) -> None:
    tell("Ten days pass. Priya's birthday comes, with a word a week before.")
    await clockwork.forward(_START + timedelta(days=10))
    await console.press(_ANA, "Wrote", on="Priya")
    tell("Then a month of silence.")
    await clockwork.forward(_START + timedelta(days=32))
    tell("Ana presses a button where she reads, and adds what to remember.")
    await console.press(_ANA, "Talked", on="Sam")
    await console.press(_ANA, "Add note", on="Sam")
    await console.play(_ANA, "He found a flat in Alfama")
    tell("This is what she will see before the next coffee.")
    await console.play(_ANA, "/kith show sam")


async def _downtime(console: ConsoleAdapter, clockwork: Clockwork) -> None:
    tell("The weeks go by. Who is not answered about is brought up again, with patience.")
    await clockwork.forward(_START + timedelta(days=58))
    tell("In March, Kith is down for nine days. When it is back, one digest says what is late, and by how much.")
    await clockwork.away(_START + timedelta(days=67))
    await clockwork.forward(_START + timedelta(days=68))
    tell("It goes on as before, and says when it stops.")
    await clockwork.forward(_START + timedelta(days=90))
    await console.play(_ANA, "/kith status")


async def _team(console: ConsoleAdapter) -> None:
    tell("At work, Ben looks for somebody at Acme. Ana has joined the team, and opened one contact.")
    await console.play(_ANA, "/kith team join")
    await console.press(_ANA, "Yes, people I choose")
    await console.play(_ANA, "/kith privacy priya open")
    await console.play(_BEN, "/kith team join")
    await console.press(_BEN, "No, share nobody")
    await console.play(_BEN, "/kith whoknows acme")
