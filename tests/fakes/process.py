"""`kith run` as a process of its own."""

import asyncio
import os
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[2]


@asynccontextmanager
async def kith_run(folder: Path, **settings: str) -> AsyncIterator[Process]:
    """`kith run` in a folder of its own, with these settings and no others."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("KITH_")}
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot",
        "run",
        cwd=folder,
        env={**inherited, "PYTHONPATH": str(_ROOT), "KITH_WEB": "off", **settings},
        stdout=PIPE,
        stderr=PIPE,
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()
