"""Slack's HTTP side: Web API methods, response addresses, file downloads. It reads what the real SDK sends."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from aiohttp import web

from tests.fakes.slack_faults import Broken, Dropped, Faults, Hung, RateLimited, Refused
from tests.fakes.slack_objects import APP, BOT_ID, TEAM, arguments_of, message_of, user_of, view_of
from tests.fakes.slack_rules import Json, Rules
from tests.fakes.slack_things import Refusal, Seat, StoredFile
from tests.fakes.slack_world import World

HOME = Seat(TEAM, "Kith Test")
SCOPES = {
    "chat.postMessage": "chat:write",
    "chat.postEphemeral": "chat:write",
    "chat.update": "chat:write",
    "chat.delete": "chat:write",
    "conversations.open": "im:write",
    "conversations.history": "im:history",
    "users.info": "users:read",
    "files.info": "files:read",
    "files.getUploadURLExternal": "files:write",
    "files.completeUploadExternal": "files:write",
}


@dataclass(frozen=True, slots=True)
class Call:
    """One Web API request that reached Slack, and how it was answered: "ok", an error code, or the fault it met."""

    method: str
    arguments: Json
    answer: str


class WebApi:
    """The methods under /api/, with their faults, and everything that was called."""

    def __init__(self, world: World, rules: Rules, faults: Faults, address: Callable[[], str]) -> None:
        self.calls: list[Call] = []
        self.violations: list[str] = []
        self.bot_token = "xoxb-1-fake-bot"
        self.app_token = "xapp-1-fake-app"
        self.scopes = set(SCOPES.values())
        self.client = ("client-1", "a client secret")
        self.seats: dict[str, Seat] = {}
        self.codes: dict[str, Seat] = {}
        self.metadata_hidden_for = 0
        self.released = asyncio.Event()
        self._token = ""
        self._alts: dict[str, str] = {}
        self._world = world
        self._rules = rules
        self._faults = faults
        self._address = address
        self._methods: dict[str, Callable[[Json], Json]] = {
            "auth.test": self._auth_test,
            "oauth.v2.access": self._oauth_access,
            "apps.connections.open": self._connections_open,
            "chat.postMessage": self._post_message,
            "chat.postEphemeral": self._post_ephemeral,
            "chat.update": self._update,
            "chat.delete": self._delete,
            "chat.getPermalink": self._permalink,
            "conversations.open": self._conversations_open,
            "conversations.history": self._history,
            "users.info": self._users_info,
            "views.open": self._views_open,
            "views.push": self._views_push,
            "views.update": self._views_update,
            "views.publish": self._views_publish,
            "files.info": self._files_info,
            "files.getUploadURLExternal": self._upload_url,
            "files.completeUploadExternal": self._complete_upload,
        }

    def routes(self) -> list[web.RouteDef]:
        return [
            web.route("*", "/api/{method}", self._serve),
            web.post("/response/{name}", self._respond),
            web.get("/files-pri/{id}/{name}", self._download),
            web.post("/upload/{id}/{name}", self._upload),
        ]

    async def _serve(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        arguments, token = await arguments_of(request)
        fault = self._faults.meet(method)
        stored = getattr(fault, "stored", fault is None)
        self._token = token
        answer = self._answer(method, arguments, token) if stored else {}
        self.calls.append(Call(method, arguments, _outcome(fault, answer)))
        return await self._deliver(request, fault, answer)

    async def _deliver(self, request: web.Request, fault: object, answer: Json) -> web.StreamResponse:
        match fault:
            case RateLimited(retry_after):
                body = {"ok": False, "error": "ratelimited"}
                return web.json_response(body, status=429, headers={"Retry-After": str(retry_after)})
            case Refused(error):
                return web.json_response({"ok": False, "error": error})
            case Broken(status):
                return web.Response(status=status, text="upstream error", content_type="text/html")
            case Dropped() if request.transport is not None:
                request.transport.abort()
            case Hung():
                await self.released.wait()
        scopes = {"x-oauth-scopes": ",".join(sorted({"commands", *self.scopes}))}
        return web.json_response(answer, headers=scopes)

    def _answer(self, method: str, arguments: Json, token: str) -> Json:
        try:
            self._check(method, arguments, token)
            return {"ok": True, **self._methods[method](arguments)}
        except Refusal as refusal:
            answer: Json = {"ok": False, "error": refusal.error}
            return answer | ({"response_metadata": {"messages": refusal.details}} if refusal.details else {})

    def _check(self, method: str, arguments: Json, token: str) -> None:
        if method not in self._methods:
            raise Refusal("unknown_method")
        if method == "oauth.v2.access":
            self.accept(method, self._rules.arguments(method, arguments), "invalid_arguments")
            return
        if token not in ({self.app_token} if method == "apps.connections.open" else {self.bot_token, *self.seats}):
            raise Refusal("invalid_auth")
        for name in ("channel", "user", "users"):
            self._within(arguments.get(name))
        if (needed := SCOPES.get(method)) is not None and needed not in self.scopes:
            self.violations.append(f"{method}: missing scope {needed}")
            raise Refusal("missing_scope")
        self.accept(method, self._rules.arguments(method, arguments), "invalid_arguments")

    @property
    def seat(self) -> Seat:
        """Where the token of this call belongs."""
        return self.seats.get(self._token, HOME)

    def _within(self, name: str | None) -> None:
        """Refuse somebody, or direct messages with somebody, of another workspace."""
        owner = self._world.members.get(f"U{name[1:]}" if name and name.startswith("D") else name or "")
        if owner is not None and "is_stranger" not in owner.flags and not self.seat.holds(owner):
            raise Refusal("user_not_found" if name == owner.id else "channel_not_found")

    def accept(self, where: str, faults: list[str], error: str) -> None:
        """Remember what is wrong, and refuse it as Slack does."""
        if faults:
            self.violations += [f"{where}: {fault}" for fault in faults]
            raise Refusal("msg_blocks_too_long" if "msg_blocks_too_long" in faults else error, faults)

    def _message(self, method: str, arguments: Json) -> Json:
        self.accept(method, self._rules.message(arguments), "invalid_blocks")
        return {key: value for key, value in arguments.items() if key in {"text", "blocks", "metadata"}}

    def _view(self, method: str, arguments: Json) -> Json:
        view: Json = arguments["view"]
        self.accept(method, self._rules.view(view), "invalid_arguments")
        return view

    def _auth_test(self, _: Json) -> Json:
        seat = self.seat
        return {
            "url": "https://kith-test.slack.com/",
            "team": seat.name,
            "user": "kith",
            "team_id": seat.team,
            "user_id": World.bot,
            "bot_id": BOT_ID,
            "is_enterprise_install": seat.whole,
            **({"enterprise_id": seat.enterprise} if seat.enterprise else {}),
        }

    def _oauth_access(self, arguments: Json) -> Json:
        if (arguments["client_id"], arguments["client_secret"]) != self.client:
            raise Refusal("bad_client_secret")
        seat = self.codes.pop(arguments["code"], None)
        if seat is None:
            raise Refusal("invalid_code")
        token = f"xoxb-{self._world.number()}-{seat.team or seat.enterprise}"
        self.seats[token] = seat
        return {
            "app_id": APP,
            "authed_user": {"id": "U0ADMIN"},
            "scope": ",".join(sorted(self.scopes)),
            "token_type": "bot",
            "access_token": token,
            "bot_user_id": World.bot,
            "team": None if seat.whole else {"id": seat.team, "name": seat.name},
            "enterprise": {"id": seat.enterprise, "name": seat.name} if seat.enterprise else None,
            "is_enterprise_install": seat.whole,
        }

    def _connections_open(self, _: Json) -> Json:
        return {"url": f"ws://{self._address()}/socket/{self._world.number()}"}

    def _post_message(self, arguments: Json) -> Json:
        said = self._message("chat.postMessage", arguments)
        post = self._world.post(self._world.addressed(arguments["channel"]).id, said)
        return {"channel": post.channel, "ts": post.ts, "message": message_of(post)}

    def _post_ephemeral(self, arguments: Json) -> Json:
        said = self._message("chat.postEphemeral", arguments)
        conversation = self._world.addressed(arguments["channel"])
        if arguments["user"] not in conversation.members:
            raise Refusal("user_not_in_channel")
        return {"message_ts": self._world.post(conversation.id, said, only_for=arguments["user"]).ts}

    def _update(self, arguments: Json) -> Json:
        post = self._world.own_post(arguments["channel"], arguments["ts"])
        self._world.edit(post, self._message("chat.update", arguments))
        return {"channel": post.channel, "ts": post.ts, "text": post.fallback, "message": message_of(post)}

    def _delete(self, arguments: Json) -> Json:
        post = self._world.own_post(arguments["channel"], arguments["ts"])
        self._world.delete(post)
        return {"channel": post.channel, "ts": post.ts}

    def _permalink(self, arguments: Json) -> Json:
        conversation = self._world.conversations.get(arguments["channel"])
        if conversation is None or World.bot not in conversation.members:
            raise Refusal("channel_not_found")
        number = arguments["message_ts"].replace(".", "")
        return {
            "channel": conversation.id,
            "permalink": f"https://kith-test.slack.com/archives/{conversation.id}/p{number}",
        }

    def _conversations_open(self, arguments: Json) -> Json:
        conversation = self._world.addressed(arguments.get("users") or arguments["channel"])
        return {"no_op": True, "already_open": True, "channel": {"id": conversation.id}}

    def _history(self, arguments: Json) -> Json:
        conversation = self._world.conversations.get(arguments["channel"])
        if conversation is None:
            raise Refusal("channel_not_found")
        if World.bot not in conversation.members:
            raise Refusal("not_in_channel")
        hidden = self.metadata_hidden_for > 0
        self.metadata_hidden_for = max(0, self.metadata_hidden_for - 1)
        oldest, latest = arguments.get("oldest", "0"), arguments.get("cursor") or arguments.get("latest", "9" * 10)
        found = [
            post
            for post in reversed(self._world.posts)
            if post.channel == conversation.id
            and post.only_for is None
            and not post.deleted
            and oldest < post.ts < latest
        ]
        page = found[: arguments.get("limit", 100)]
        shown = [
            message_of(post, metadata=arguments.get("include_all_metadata", False) and not hidden) for post in page
        ]
        more = len(found) > len(page)
        return {
            "messages": shown,
            "has_more": more,
            "response_metadata": {"next_cursor": page[-1].ts if more else ""},
        }

    def _users_info(self, arguments: Json) -> Json:
        member = self._world.members.get(arguments["user"])
        if member is None:
            raise Refusal("user_not_found")
        return {"user": user_of(member, locale=arguments.get("include_locale", False))}

    def _views_open(self, arguments: Json) -> Json:
        view = self._view("views.open", arguments)
        return {"view": view_of(self._world.open_view(self._world.pull(arguments.get("trigger_id")), view))}

    def _views_push(self, arguments: Json) -> Json:
        view = self._view("views.push", arguments)
        return {"view": view_of(self._world.open_view(self._world.pull(arguments.get("trigger_id")), view, push=True))}

    def _views_update(self, arguments: Json) -> Json:
        content = self._view("views.update", arguments)
        view = self._world.open_view_named(arguments.get("view_id"))
        return {"view": view_of(self._world.update_view(view, content, arguments.get("hash")))}

    def _views_publish(self, arguments: Json) -> Json:
        content = self._view("views.publish", arguments)
        if arguments["user_id"] not in self._world.members:
            raise Refusal("user_not_found")
        return {"view": view_of(self._world.publish(arguments["user_id"], content, arguments.get("hash")))}

    def _files_info(self, arguments: Json) -> Json:
        stored = self._world.files.get(arguments["file"])
        if stored is None:
            raise Refusal("file_not_found")
        return {"file": self.file_of(stored)}

    def _upload_url(self, arguments: Json) -> Json:
        name = f"F{self._world.number()}"
        self._alts[name] = arguments.get("alt_txt", "")
        return {"file_id": name, "upload_url": f"http://{self._address()}/upload/{name}/{arguments['filename']}"}

    def _complete_upload(self, arguments: Json) -> Json:
        stored = [self._world.files.get(sent["id"]) for sent in arguments["files"]]
        if None in stored:
            raise Refusal("file_not_found")
        shown = [self.file_of(one) for one in stored if one is not None]
        if "channel_id" in arguments:
            self._world.post(self._world.addressed(arguments["channel_id"]).id, {"text": "", "files": shown})
        return {"files": shown}

    def file_of(self, stored: StoredFile) -> Json:
        """The file object, whose content is only for those who bring the token."""
        address = f"http://{self._address()}/files-pri/{stored.id}/{stored.name}"
        return {
            "id": stored.id,
            "name": stored.name,
            "title": stored.name,
            "mimetype": stored.mimetype,
            "size": len(stored.content),
            "user": stored.owner,
            "url_private": address,
            "url_private_download": address,
        }

    async def _respond(self, request: web.Request) -> web.Response:
        content = await request.json()
        try:
            self.accept("response_url", self._rules.response(content), "invalid_blocks")
            self._world.respond(request.match_info["name"], content)
        except Refusal as refusal:
            self.calls.append(Call("response_url", content, refusal.error))
            return web.json_response({"ok": False, "error": refusal.error}, status=404)
        self.calls.append(Call("response_url", content, "ok"))
        return web.Response(text="ok")

    async def _upload(self, request: web.Request) -> web.Response:
        name, content = request.match_info["name"], await request.read()
        stored = StoredFile(
            request.match_info["id"],
            name,
            World.bot,
            content,
            "application/octet-stream",
            self._alts[request.match_info["id"]],
        )
        self._world.files[stored.id] = stored
        return web.Response(text=f"OK - {len(content)}")

    async def _download(self, request: web.Request) -> web.Response:
        stored = self._world.files.get(request.match_info["id"])
        if request.headers.get("Authorization", "").removeprefix("Bearer ") not in {self.bot_token, *self.seats}:
            raise web.HTTPFound("https://kith-test.slack.com/?redir=files-pri")
        if stored is None:
            raise web.HTTPNotFound
        return web.Response(body=stored.content, content_type=stored.mimetype)


def _outcome(fault: object, answer: Json) -> str:
    if fault is not None:
        return repr(fault)
    return "ok" if answer.get("ok") else str(answer.get("error"))
