"""`kith demo`: a quarter of a year with Kith, through the real pipeline and engine, printed as a chat."""

from bot.demo.play import play

__all__ = ["play"]
