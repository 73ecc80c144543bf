"""By what somebody who uses no Kith is told apart from everybody else."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """E-mail addresses, international phone numbers and profile pages of one person. Never a name."""

    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    urls: tuple[str, ...] = ()
