"""What a look at an installation of Kith finds, one line each."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at: how it is and, unless it is well, how to mend it."""

    what: str
    sentence: str
    mend: str = ""

    @property
    def well(self) -> bool:
        """Whether there is nothing to mend."""
        return not self.mend
