"""A mail server that really receives, and misbehaves by a list."""

from __future__ import annotations

import asyncio
import email
import re
from collections import Counter
from dataclasses import dataclass, field
from email import policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.real.processes import free_port

_ITEM = re.compile(r"/obligations/(\d+)/")


@dataclass(frozen=True, slots=True)
class Received:
    """One mail as it lay in the box. Read only when a test asks: a mail server does not read what it stores."""

    to: str
    raw: bytes

    @property
    def parsed(self) -> EmailMessage:
        return email.message_from_bytes(self.raw, policy=policy.default)

    @property
    def message_id(self) -> str:
        return str(self.parsed["Message-ID"]).strip()

    @property
    def obligations(self) -> frozenset[int]:
        body = self.parsed.get_body(("plain",))
        return frozenset(int(item) for item in _ITEM.findall(body.get_content() if body else ""))


@dataclass
class Mailbox:
    """An SMTP server on a port of its own, with every mail that it stored.

    Of each hundred mails offered, by their number: ``later`` are refused for now, ``lost`` break the line before the
    mail is stored, ``taken`` break it after. ``refused`` addresses are refused for ever.
    """

    delay: float = 0.0
    later: frozenset[int] = frozenset()
    lost: frozenset[int] = frozenset()
    taken: frozenset[int] = frozenset()
    refused: frozenset[str] = frozenset()
    received: list[Received] = field(default_factory=list)
    offered: int = 0
    happened: Counter[str] = field(default_factory=Counter)

    def start(self) -> Mailbox:
        self.port = free_port()
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port, ready_timeout=10)
        self._controller.start()
        return self

    def stop(self) -> None:
        self._controller.stop()

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address in self.refused:
            self.happened["550"] += 1
            return "550 5.1.1 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Session, envelope: Envelope) -> str:
        self.offered += 1
        turn = self.offered % 100
        await asyncio.sleep(self.delay)
        if turn in self.later:
            self.happened["451"] += 1
            return "451 4.3.0 try again later"
        if turn in self.lost:
            self.happened["line broken before it was stored"] += 1
            server.transport.abort()
            return "421 unheard"
        self.received.append(Received(envelope.rcpt_tos[0], bytes(envelope.content or b"")))
        if turn in self.taken:
            self.happened["line broken after it was stored"] += 1
            server.transport.abort()
        return "250 OK"
