"""How what is private is stored: encrypted under a ring of keys, and recognised by a keyed hash. Pure, no files."""

import hmac
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_BYTES = 32
_NONCE_BYTES = 12
_VERSION = "v1"


class Unreadable(Exception):
    """What is stored was sealed for another place, or under a key that is not on the ring."""


class KeyRing:
    """AES-256-GCM under several keys: new values are sealed with the primary one, all of them open.

    A sealed value reads `v1.<key id>.<nonce and ciphertext>`. The place that it belongs to is its associated data, so
    it cannot be moved to another row.
    """

    def __init__(self, primary: str, keys: Mapping[str, bytes]) -> None:
        self._primary = primary
        self._ciphers = {name: AESGCM(key) for name, key in keys.items()}

    def seal(self, text: str, place: str) -> str:
        """The text, to be read again at that place only."""
        nonce = secrets.token_bytes(_NONCE_BYTES)
        sealed = self._ciphers[self._primary].encrypt(nonce, text.encode(), place.encode())
        return f"{_VERSION}.{self._primary}.{urlsafe_b64encode(nonce + sealed).decode()}"

    def open(self, sealed: str, place: str) -> str:
        """The text of a sealed value. Raises Unreadable."""
        version, _, rest = sealed.partition(".")
        key, _, body = rest.partition(".")
        cipher = self._ciphers.get(key)
        if version != _VERSION or cipher is None:
            raise Unreadable(place)
        try:
            raw = urlsafe_b64decode(body)
            return cipher.decrypt(raw[:_NONCE_BYTES], raw[_NONCE_BYTES:], place.encode()).decode()
        except (InvalidTag, ValueError):
            raise Unreadable(place) from None


@dataclass(frozen=True, slots=True)
class KeyedHash:
    """HMAC-SHA256 under one key that never changes: the same value gives the same hash, and no hash gives a value."""

    key: bytes

    def __call__(self, value: str) -> str:
        return hmac.new(self.key, value.encode(), sha256).hexdigest()


def new_key() -> bytes:
    """A key from the system's random source."""
    return secrets.token_bytes(KEY_BYTES)


def place_of(table: str, column: str, row: str) -> str:
    """The associated data of a value: where it stands."""
    return f"{table}|{column}|{row}"
