"""Side effects: rows before they are jobs. `Reactions` make them, `Performer` does them, `Shelf` keeps them."""

from bookit.effects.effect import Effect, NewEffect, Queue
from bookit.effects.performing import (
    HANDS,
    Hopeless,
    Kind,
    Performer,
    TooEarly,
    most_attempts_at_once,
    threads_of_each,
)
from bookit.effects.reactions import Reach, Reaction, Reactions
from bookit.effects.shelf import Shelf

__all__ = [
    "HANDS",
    "Effect",
    "Hopeless",
    "Kind",
    "NewEffect",
    "Performer",
    "Queue",
    "Reach",
    "Reaction",
    "Reactions",
    "Shelf",
    "TooEarly",
    "most_attempts_at_once",
    "threads_of_each",
]
