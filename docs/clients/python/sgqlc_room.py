"""Follows a room with sgqlc. pip install -r requirements-sgqlc.txt, then, with a server at hand:

python -m sgqlc.introspection --exclude-deprecated http://localhost:4000/graphql schema.json
sgqlc-codegen schema schema.json confab_schema.py
python sgqlc_room.py

sgqlc's WebSocketEndpoint speaks the protocol that came before graphql-transport-ws, and is refused (4406). What sgqlc builds is
sent over websocket-client, which sgqlc uses itself. CONFAB_URL, CONFAB_USER, CONFAB_PASSWORD and CONFAB_ROOM say where, who and what.
"""

import json
import os
import random
import re
import time
import uuid

import websocket
from confab_schema import confab_schema as schema
from sgqlc.endpoint.http import HTTPEndpoint
from sgqlc.operation import Operation
from sgqlc.types import Arg, String, Variable, non_null

URL = os.environ.get("CONFAB_URL", "http://localhost:4000/graphql")
ROOM = os.environ.get("CONFAB_ROOM", "tea")
ACCOUNT = {
    "username": os.environ.get("CONFAB_USER", "ann"),
    "password": os.environ.get("CONFAB_PASSWORD", "correct horse battery"),
}
# None: the answer of a proxy, whose server is away.
TEMPORARY = {"UNAVAILABLE", "RATE_LIMITED", "INTERNAL_SERVER_ERROR", "UNAUTHENTICATED", None}
FINAL_CLOSES = {1002, 1003, 1007, 1009, 4400, 4401, 4406, 4409, 4429, 4452}


class Refused(Exception):
    def __init__(self, error: dict):
        super().__init__(error["message"])
        extensions = error.get("extensions") or {}
        self.code, self.retry_after = extensions.get("code"), extensions.get("retryAfterMs", 0) / 1000


def mutation() -> Operation:
    return Operation(schema.mutation_type)


def over_http(operation: Operation, token: str | None = None):
    answer = HTTPEndpoint(URL, {"authorization": f"Bearer {token}"} if token else {})(operation)
    if "errors" in answer:
        raise Refused(answer["errors"][0])
    return operation + answer


def room_events() -> Operation:
    """The room and the cursor are variables, so that the server keeps one text for all."""
    operation = Operation(schema.subscription_type, variables={"room": Arg(non_null(String)), "after": Arg(schema.Cursor)})
    event = operation.room_events(room=Variable("room"), after=Variable("after"))
    event.__typename__()
    event.cursor()
    event.__as__(schema.RoomOpened).messages().__fields__("seq", "text")
    event.__as__(schema.MessagePosted).message().__fields__("seq", "text")
    return operation


class Session:
    def __init__(self, grant):
        self.take(grant)

    def take(self, grant) -> None:
        """Store `refresh_token` here: it works once."""
        self.token, self.refresh_token = grant.access_token, grant.refresh_token
        self.good_until = time.monotonic() + grant.expires_in * 0.9

    def access_token(self) -> str:
        if time.monotonic() >= self.good_until:
            operation = mutation()
            operation.refresh_session(refresh_token=self.refresh_token).__fields__("access_token", "refresh_token", "expires_in")
            try:
                self.take(over_http(operation).refresh_session)
            except Refused as refusal:
                if refusal.code in TEMPORARY - {"UNAUTHENTICATED"}:
                    raise
                raise SystemExit(f"sign in again: {refusal}") from refusal
        return self.token


def events_of_one_socket(session: Session, after: str | None):
    socket = websocket.create_connection(re.sub("^http", "ws", URL), subprotocols=["graphql-transport-ws"], timeout=10)
    try:
        send = lambda **message: socket.send(json.dumps(message))
        send(type="connection_init", payload={"authorization": f"Bearer {session.access_token()}"})
        variables = {"room": ROOM, "after": after}
        heard = time.monotonic()
        while True:
            if time.monotonic() >= session.good_until:
                renewal = mutation()
                renewal.renew_connection(input={"access_token": session.access_token()}).expires_at()
                send(id="renewal", type="subscribe", payload={"query": str(renewal)})
            socket.settimeout(1)
            try:
                code, data = socket.recv_data()
            except websocket.WebSocketTimeoutException:
                if time.monotonic() - heard > 60:  # the server pings at least every 30 s
                    raise ConnectionError("silence")
                continue
            heard = time.monotonic()
            if code == websocket.ABNF.OPCODE_CLOSE:
                reason = data[2:].decode()
                close = int.from_bytes(data[:2])
                if close in FINAL_CLOSES:
                    raise SystemExit(reason)
                if close == 4403:
                    session.good_until = 0
                hint = re.search(r'"retryAfterMs":(\d+)', reason)
                time.sleep(int(hint[1]) / 1000 if hint else 0)
                return
            message = json.loads(data)
            if message["type"] == "connection_ack":
                send(id="events", type="subscribe", payload={"query": str(room_events()), "variables": variables})
            elif message["type"] == "ping":
                send(type="pong")
            elif message.get("id") == "events" and message["type"] == "complete":
                return
            elif message.get("id") == "events":
                payload = message["payload"]
                errors = payload if message["type"] == "error" else payload.get("errors")
                if errors and not (message["type"] == "next" and payload.get("data")):
                    raise Refused(errors[0])
                yield payload["data"]["roomEvents"]
    finally:
        socket.close()


def follow(session: Session):
    """Yields every event of the room once, over any number of sockets."""
    after, attempt = None, 0
    while True:
        wait = 0
        try:
            for event in events_of_one_socket(session, after):
                yield event
                attempt = 0
                after = None if event["__typename"] == "RoomReset" else event["cursor"]
                if event["__typename"] == "RoomClosed":
                    return
        except Refused as refusal:
            if refusal.code not in TEMPORARY:
                raise
            if refusal.code == "UNAUTHENTICATED":
                session.good_until = 0
            wait = refusal.retry_after
        except (OSError, websocket.WebSocketException):
            pass
        time.sleep(wait + random.random() * min(30, 0.5 * 1.5**attempt))
        attempt += 1


sign_in = mutation()
sign_in.login(input=ACCOUNT).__fields__("access_token", "refresh_token", "expires_in")
session = Session(over_http(sign_in).login)
post = mutation()
post.post_message(input={"room": ROOM, "text": "hello", "idempotency_key": str(uuid.uuid4())}).message().id()
over_http(post, session.access_token())
for event in follow(session):
    if event["__typename"] == "RoomReset":
        print("Throw away what you have.", flush=True)
    for message in [event["message"]] if "message" in event else event.get("messages") or []:
        print(message["seq"], message["text"], flush=True)
