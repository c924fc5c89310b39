"""The write side's wishes: one file per noun, a command and its handler next to it."""

from bookit.commands import approvals, bookings, buildings, members, policies, presence, rooms, waitlist
from bookit.commands.catalogue import CATALOGUE, Command

__all__ = [
    "CATALOGUE",
    "Command",
    "approvals",
    "bookings",
    "buildings",
    "members",
    "policies",
    "presence",
    "rooms",
    "waitlist",
]
