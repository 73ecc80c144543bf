"""Who of two people reaches out and who helps, in words: neither is a debt."""

from bot.services.background import Balance

_TWICE = 2


def reaching_out(balance: Balance) -> str:
    """How often each wrote first, empty where neither is noted."""
    if not balance.i_reached and not balance.they_reached:
        return ""
    return f"you wrote {_times(balance.i_reached)}, they {_times(balance.they_reached)}"


def helping(balance: Balance) -> str:
    """How often each helped the other, empty where neither is noted."""
    if not balance.i_helped and not balance.they_helped:
        return ""
    return f"they helped you {_times(balance.they_helped)}, you them {_times(balance.i_helped)}"


def _times(count: int) -> str:
    if count == 0:
        return "not yet"
    if count == 1:
        return "once"
    return "twice" if count == _TWICE else f"{count} times"
