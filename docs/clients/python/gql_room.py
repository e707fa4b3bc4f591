"""Follows a room with gql. pip install -r requirements-gql.txt && python gql_room.py

CONFAB_URL, CONFAB_USER, CONFAB_PASSWORD and CONFAB_ROOM say where, who and what.
"""

import asyncio
import os
import random
import re
import time
import uuid
from pathlib import Path

from gql import Client, GraphQLRequest
from gql.transport.aiohttp import AIOHTTPTransport
from gql.transport.exceptions import TransportError, TransportQueryError
from gql.transport.websockets import WebsocketsTransport

URL = os.environ.get("CONFAB_URL", "http://localhost:4000/graphql")
ROOM = os.environ.get("CONFAB_ROOM", "tea")
ACCOUNT = {
    "username": os.environ.get("CONFAB_USER", "ann"),
    "password": os.environ.get("CONFAB_PASSWORD", "correct horse battery"),
}
DOCUMENT = Path(__file__).with_name("..").joinpath("operations.graphql").read_text()
TEMPORARY = {"UNAVAILABLE", "RATE_LIMITED", "INTERNAL_SERVER_ERROR", "UNAUTHENTICATED"}
FINAL_CLOSES = {1002, 1003, 1007, 1009, 4400, 4401, 4406, 4409, 4429, 4452}


def operation(name: str, **variables) -> GraphQLRequest:
    return GraphQLRequest(DOCUMENT, variable_values=variables, operation_name=name)


async def over_http(request: GraphQLRequest, token: str | None = None) -> dict:
    headers = {"authorization": f"Bearer {token}"} if token else {}
    async with Client(transport=AIOHTTPTransport(URL, headers=headers)) as session:
        return await session.execute(request)


class Session:
    """Holds the tokens."""

    def __init__(self, grant: dict):
        self.take(grant)

    def take(self, grant: dict) -> None:
        """Store `refresh_token` here: it works once."""
        self.refresh_token = grant["refreshToken"]
        self.token = grant["accessToken"]
        self.good_until = time.monotonic() + grant["expiresIn"] * 0.9

    async def access_token(self) -> str:
        if time.monotonic() >= self.good_until:
            request = operation("Refresh", refreshToken=self.refresh_token)
            try:
                self.take((await over_http(request))["refreshSession"])
            except TransportQueryError as error:
                if code_of(error) in TEMPORARY - {"UNAUTHENTICATED"}:
                    raise
                raise SystemExit(f"sign in again: {error}") from error
        return self.token


async def keep_renewed(session: Session, socket) -> None:
    """Gives each next token to the open socket, so that it is never cut."""
    while True:
        await asyncio.sleep(max(0, session.good_until - time.monotonic()))
        await socket.execute(operation("Renew", accessToken=await session.access_token()))


async def follow(session: Session):
    """Yields every event of the room once, over any number of sockets."""
    after, attempt = None, 0
    while True:
        wait = 0.0
        try:
            transport = WebsocketsTransport(
                re.sub("^http", "ws", URL),
                init_payload={"authorization": f"Bearer {await session.access_token()}"},
                subprotocols=["graphql-transport-ws"],
                ping_interval=10,
                pong_timeout=10,
            )
            async with Client(transport=transport) as socket:
                renewal = asyncio.create_task(keep_renewed(session, socket))
                try:
                    request = operation("RoomEvents", room=ROOM, after=after)
                    async for result in socket.subscribe(request):
                        event = result["roomEvents"]
                        yield event
                        attempt = 0
                        reset = event["__typename"] == "RoomReset"
                        after = None if reset else event["cursor"]
                        if event["__typename"] == "RoomClosed":
                            return
                finally:
                    renewal.cancel()
        except TransportQueryError as refusal:
            if code_of(refusal) not in TEMPORARY:
                raise
            if code_of(refusal) == "UNAUTHENTICATED":
                session.good_until = 0
            wait = refusal.errors[0]["extensions"].get("retryAfterMs", 0) / 1000
        except (TransportError, OSError) as lost:
            close = getattr(lost.__cause__, "rcvd", None)
            if close and close.code in FINAL_CLOSES:
                raise
            if close and close.code == 4403:
                session.good_until = 0
            hint = re.search(r'"retryAfterMs":(\d+)', close.reason) if close else None
            wait = int(hint[1]) / 1000 if hint else 0.0
        await asyncio.sleep(wait + random.random() * min(30, 0.5 * 1.5**attempt))
        attempt += 1


def code_of(error: TransportQueryError) -> str | None:
    return error.errors[0].get("extensions", {}).get("code") if error.errors else None


async def main() -> None:
    session = Session((await over_http(operation("SignIn", **ACCOUNT)))["login"])
    message = {"room": ROOM, "text": "hello", "idempotencyKey": str(uuid.uuid4())}
    await over_http(operation("Post", input=message), await session.access_token())
    async for event in follow(session):
        if event["__typename"] == "RoomReset":
            print("Throw away what you have.", flush=True)
        posted = [event["message"]] if "message" in event else event.get("messages") or []
        for message in posted:
            print(message["seq"], message["text"], flush=True)


asyncio.run(main())
