"""What workers do about news: tell members, remind them, send letters; and about uploads: make smaller forms."""

from collections.abc import Mapping

from bookit.effects import Kind
from bookit.files import MAKE_VARIANTS, MakingVariants
from bookit.notifications import (
    REMIND,
    REMIND_APPROVERS,
    SEND,
    TELL,
    Mailer,
    Reminding,
    RemindingApprovers,
    SendingLetters,
    Telling,
)
from bookit.settings import Settings


def kinds_of(settings: Settings) -> Mapping[str, Kind]:
    """All kinds of effects that this version knows. Letters wait for a mail server while there is none."""
    schema, by_mail = settings.database_schema, settings.smtp_url is not None
    kinds: dict[str, Kind] = {
        TELL: Telling(schema, by_mail=by_mail),
        REMIND: Reminding(schema, by_mail=by_mail),
        REMIND_APPROVERS: RemindingApprovers(schema, by_mail=by_mail),
        MAKE_VARIANTS: MakingVariants(settings),
    }
    if settings.smtp_url is not None:
        kinds[SEND] = SendingLetters(settings, Mailer(str(settings.smtp_url)).send)
    return kinds
