"""The file that holds the keys: made once, read at every start, never replaced."""

import json
import os
from base64 import b64decode, b64encode
from contextlib import suppress
from pathlib import Path
from secrets import token_hex
from tempfile import NamedTemporaryFile

from bot.domain.errors import StorageError
from storage.secrets import KEY_BYTES, KeyRing, new_key


def read_keys(path: Path) -> KeyRing:
    """The key ring in a file. Raises StorageError where it is missing or not a key file."""
    try:
        content = json.loads(path.read_text("utf-8"))
        keys = {str(name): b64decode(key, validate=True) for name, key in content["keys"].items()}
        primary = str(content["primary"])
    except FileNotFoundError:
        raise StorageError(
            f"The key file {path} is missing. Put it back from your copy: without it nobody can read what is stored."
        ) from None
    except OSError as error:
        raise StorageError(f"Kith cannot read its key file {path}: {error.strerror}.") from error
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise StorageError(f"{path} is not a key file of Kith.") from error
    if primary not in keys or any(len(key) != KEY_BYTES for key in keys.values()):
        raise StorageError(f"{path} is not a key file of Kith.")
    return KeyRing(primary, keys)


def make_keys(path: Path) -> KeyRing:
    """The key ring of a new installation; keys that another process has just made are taken as they are."""
    name = token_hex(4)
    content = {"primary": name, "keys": {name: b64encode(new_key()).decode()}}
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with NamedTemporaryFile("w", dir=path.parent, prefix=f".{path.name}.", encoding="utf-8") as file:  # mode 600
            json.dump(content, file, indent=1)
            file.flush()
            os.fsync(file.fileno())
            with suppress(FileExistsError):
                os.link(file.name, path)  # whole or not at all, and never over a file that is there
    except OSError as error:
        raise StorageError(f"Kith cannot make its key file {path}: {error.strerror}.") from error
    return read_keys(path)
