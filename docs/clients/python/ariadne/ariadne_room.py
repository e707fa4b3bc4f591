"""Follows a room with ariadne-codegen. pip install . && ariadne-codegen && python ariadne_room.py

The generated client opens a socket for each subscription and sends nothing else over it: it cannot renew the token there. The
server cuts the socket every ten minutes (4403), and it goes on behind the last event.
CONFAB_URL, CONFAB_USER, CONFAB_PASSWORD and CONFAB_ROOM say where, who and what.
"""

import asyncio
import json
import os
import random
import re
import time
import uuid

from confab_api import Confab, PostMessageInput, RoomEvents
from confab_api.exceptions import (
    GraphQLClientError,
    GraphQLClientGraphQLMultiError,
    GraphQLClientHttpError,
    GraphQLClientInvalidMessageFormat,
)
from httpx import HTTPError
from pydantic import ValidationError
from websockets.exceptions import ConnectionClosed, WebSocketException

URL = os.environ.get("CONFAB_URL", "http://localhost:4000/graphql")
ROOM = os.environ.get("CONFAB_ROOM", "tea")
ACCOUNT = {
    "username": os.environ.get("CONFAB_USER", "ann"),
    "password": os.environ.get("CONFAB_PASSWORD", "correct horse battery"),
}
TEMPORARY = {"UNAVAILABLE", "RATE_LIMITED", "INTERNAL_SERVER_ERROR", "UNAUTHENTICATED"}
FINAL_CLOSES = {1002, 1003, 1007, 1009, 4400, 4401, 4406, 4409, 4429, 4452}


class Room(Confab):
    """Remembers the cursor, and leaves out events that were not known when the client was generated."""

    after: str | None = None

    async def execute_ws(self, *args, **kwargs):
        async for data in super().execute_ws(*args, **kwargs):
            try:
                RoomEvents.model_validate(data)
                yield data
            except ValidationError:
                pass
            event = data["roomEvents"]
            self.after = None if event["__typename"] == "RoomReset" else event["cursor"]


def refusal_in(error: GraphQLClientError) -> dict:
    """The first error of a refusal. One that has no data is told as a message of the wrong format."""
    if isinstance(error, GraphQLClientGraphQLMultiError):
        return error.errors[0].original
    if isinstance(error, GraphQLClientInvalidMessageFormat):
        return json.loads(error.message)["payload"]["errors"][0]
    if isinstance(error, GraphQLClientHttpError) and (error.status_code == 429 or error.status_code >= 500):
        return {"extensions": {"code": "UNAVAILABLE"}}
    raise error


async def follow(grant):
    """Yields every event of the room once, over any number of sockets."""
    after, attempt, good_until = None, 0, time.monotonic() + grant.expires_in * 0.9
    while True:
        wait, room = 0.0, None
        try:
            if time.monotonic() >= good_until:
                async with Confab(url=URL) as http:
                    grant = (await http.refresh(grant.refresh_token)).refresh_session  # store its refresh_token: it works once
                good_until = time.monotonic() + grant.expires_in * 0.9
            payload = {"authorization": f"Bearer {grant.access_token}"}
            async with Room(url=URL, ws_url=re.sub("^http", "ws", URL), ws_connection_init_payload=payload) as room:
                room.after = after
                async for event in room.room_events(ROOM, after):
                    yield event.room_events
                    attempt = 0
                    if event.room_events.typename__ == "RoomClosed":
                        return
        except GraphQLClientError as error:
            extensions = refusal_in(error).get("extensions", {})
            if extensions.get("code") not in TEMPORARY - ({"UNAUTHENTICATED"} if room is None else set()):
                raise
            if extensions.get("code") == "UNAUTHENTICATED":
                good_until = 0
            wait = extensions.get("retryAfterMs", 0) / 1000
        except ConnectionClosed as closed:
            if closed.rcvd and closed.rcvd.code in FINAL_CLOSES:
                raise
            if closed.rcvd and closed.rcvd.code == 4403:
                good_until = 0
            hint = re.search(r'"retryAfterMs":(\d+)', closed.rcvd.reason) if closed.rcvd else None
            wait = int(hint[1]) / 1000 if hint else 0.0
        except (OSError, HTTPError, WebSocketException):
            pass
        after = room.after if room else after
        await asyncio.sleep(wait + random.random() * min(30, 0.5 * 1.5**attempt))
        attempt += 1


async def main() -> None:
    async with Confab(url=URL) as http:
        grant = (await http.sign_in(**ACCOUNT)).login
    async with Confab(url=URL, headers={"authorization": f"Bearer {grant.access_token}"}) as http:
        await http.post(PostMessageInput(room=ROOM, text="hello", idempotency_key=str(uuid.uuid4())))
    async for event in follow(grant):
        if event.typename__ == "RoomReset":
            print("Throw away what you have.", flush=True)
        for message in [event.message] if event.typename__ == "MessagePosted" else getattr(event, "messages", None) or []:
            print(message.seq, message.text, flush=True)


asyncio.run(main())
