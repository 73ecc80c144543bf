"""Answers interactions: in time, in the right place, seen by nobody else.

Discord wants a first response within three seconds and opens a form only as that first response. What the event alone
says can open a form is therefore dispatched at once; everything else is acknowledged first.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import Any

import aiohttp
import discord
import structlog

from adapters.discord import widgets
from adapters.discord.decode import Upload, mark_in
from adapters.discord.files import fetch
from adapters.discord.render import Rendered, render
from bot.chat.adapter import Dispatcher
from bot.chat.event import Called, Event, Pressed, Reply, Submitted
from bot.chat.form import Form
from bot.chat.message import Button, Buttons, ButtonStyle, File, Message, say
from bot.domain.errors import InputError

FORM_SECONDS = 1.5
"""How long an answer may take that could open a form: half of what Discord allows, the rest is for the way."""

logger = structlog.get_logger()

Answered = Callable[[discord.Interaction[Any]], Awaitable[None]]
"""What is to be done once somebody has their answer."""


class Answers:
    """Dispatches what people did and shows them the reply."""

    def __init__(self, dispatcher: Dispatcher, answered: Answered) -> None:
        self._dispatcher = dispatcher
        self._answered = answered
        self._running: set[asyncio.Task[None]] = set()

    async def answer(
        self, interaction: discord.Interaction[Any], event: Event, uploads: Mapping[str, Upload] | None = None
    ) -> None:
        """Act on the event and show what comes of it; what Discord does not take any more is logged, not raised."""
        answering = asyncio.create_task(self._answer(interaction, event, uploads or {}))
        self._running.add(answering)
        answering.add_done_callback(self._running.discard)
        await answering

    async def drain(self, seconds: float) -> None:
        """Let those finish who are being answered."""
        if self._running:
            await asyncio.wait(self._running, timeout=seconds)

    async def _answer(self, interaction: discord.Interaction[Any], event: Event, uploads: Mapping[str, Upload]) -> None:
        working = asyncio.create_task(self._act(event, uploads))
        try:
            if self._opens_form(event, uploads):
                await asyncio.wait({working}, timeout=FORM_SECONDS)
            if not working.done():
                await _acknowledge(interaction)
            await _show(interaction, await working)
        except discord.HTTPException as error:
            logger.warning("answer not shown", status=error.status, code=error.code)
        except (aiohttp.ClientError, TimeoutError) as error:
            logger.warning("answer not shown", error=type(error).__name__)
        await self._answered(interaction)

    def _opens_form(self, event: Event, uploads: Mapping[str, Upload]) -> bool:
        match event:
            case Submitted():
                return False
            case Called():
                named = {field: File(upload.name, b"") for field, upload in uploads.items()}
                return self._dispatcher.opens_form(replace(event, files=named))
            case Pressed():
                return self._dispatcher.opens_form(event)

    async def _act(self, event: Event, uploads: Mapping[str, Upload]) -> Reply:
        if isinstance(event, Pressed):
            return await self._dispatcher.dispatch(event)
        try:
            event = replace(event, files=await fetch(uploads))
        except InputError as error:
            return Reply(message=say(error.sentence))
        return await self._dispatcher.dispatch(event)


async def _acknowledge(interaction: discord.Interaction[Any]) -> None:
    """Ask Discord for time: silently where a button of a message began it, else with a note that we think."""
    if interaction.message is not None:
        await interaction.response.defer()
    else:
        await interaction.response.defer(ephemeral=True, thinking=True)


async def _show(interaction: discord.Interaction[Any], reply: Reply) -> None:
    if reply.form is not None:
        await _open(interaction, reply.form)
        return
    messages = (reply.message, *reply.also) if reply.message is not None else reply.also
    if not messages:
        await _show_nothing(interaction)
    for number, message in enumerate(messages):
        if number:
            await _follow(interaction, message)
        elif reply.replace and interaction.message is not None:
            await _replace(interaction, interaction.message, message)
        else:
            await _say(interaction, message)


async def _open(interaction: discord.Interaction[Any], form: Form) -> None:
    """Open the form, or offer a button that does where its moment has passed."""
    if not interaction.response.is_done() and interaction.type is not discord.InteractionType.modal_submit:
        await interaction.response.send_modal(widgets.modal(form))
    elif form.reopen is None:
        await _say(interaction, say("That took a moment too long for Discord. Please try once more."))
    else:
        button = Button("Open form", form.reopen, ButtonStyle.PRIMARY)
        await _say(interaction, Message((*say(*form.intro or ("Your form is ready.",)).parts, Buttons((button,)))))


async def _show_nothing(interaction: discord.Interaction[Any]) -> None:
    if not interaction.response.is_done():
        await _acknowledge(interaction)
    if interaction.response.type is discord.InteractionResponseType.deferred_channel_message:
        await interaction.delete_original_response()


async def _replace(interaction: discord.Interaction[Any], source: discord.Message, message: Message) -> None:
    """Put the message in the place of the one whose button was pressed; a delivery keeps its mark."""
    rendered = render(message, mark_in(source))
    if interaction.response.is_done():
        await _edit(interaction, rendered)
    else:
        await interaction.response.edit_message(
            content=rendered.content,
            embeds=widgets.embeds(rendered),
            view=widgets.view(rendered),
            attachments=widgets.files(rendered.files),
        )


async def _say(interaction: discord.Interaction[Any], message: Message) -> None:
    """Show the answer to this person alone, in the place of "thinking" if Discord was asked for time."""
    if not interaction.response.is_done():
        rendered = render(message)
        await interaction.response.send_message(
            rendered.content,
            embeds=widgets.embeds(rendered),
            view=widgets.view(rendered) or discord.utils.MISSING,
            files=widgets.files(rendered.files),
            ephemeral=True,
        )
    elif interaction.response.type is discord.InteractionResponseType.deferred_channel_message:
        await _edit(interaction, render(message))
    else:
        await _follow(interaction, message)


async def _edit(interaction: discord.Interaction[Any], rendered: Rendered) -> None:
    await interaction.edit_original_response(
        content=rendered.content,
        embeds=widgets.embeds(rendered),
        view=widgets.view(rendered),
        attachments=widgets.files(rendered.files),
    )


async def _follow(interaction: discord.Interaction[Any], message: Message) -> None:
    rendered = render(message)
    await interaction.followup.send(
        rendered.content,
        embeds=widgets.embeds(rendered),
        view=widgets.view(rendered) or discord.utils.MISSING,
        files=widgets.files(rendered.files),
        ephemeral=True,
    )
