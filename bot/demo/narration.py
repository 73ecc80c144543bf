"""The narrator of the demo."""

import typer


def tell(text: str) -> None:
    """Say what happens, set apart from the chat."""
    typer.echo(f"\n--- {text}\n")
