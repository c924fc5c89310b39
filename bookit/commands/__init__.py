"""The write side's wishes: one file per noun, a command and its handler next to it."""

from bookit.commands import (
    approvals,
    bookings,
    branding,
    buildings,
    closing,
    holidays,
    members,
    plans,
    policies,
    presence,
    rooms,
    series,
    swapping,
    undo,
    waitlist,
)
from bookit.commands.catalogue import CATALOGUE, Command

__all__ = [
    "CATALOGUE",
    "Command",
    "approvals",
    "bookings",
    "branding",
    "buildings",
    "closing",
    "holidays",
    "members",
    "plans",
    "policies",
    "presence",
    "rooms",
    "series",
    "swapping",
    "undo",
    "waitlist",
]
