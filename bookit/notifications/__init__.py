"""What to tell whom and when; templates, preferences. It writes rows and letters; workers send them."""

from bookit.notifications.choosing import Chosen, Notifications
from bookit.notifications.letters import stop_page
from bookit.notifications.links import LinkRefused, Stop
from bookit.notifications.reacting import TELL, NotificationsReaction, reactions_of
from bookit.notifications.sending import Mailer, SendingLetters
from bookit.notifications.telling import REMIND, REMIND_APPROVERS, SEND, Reminding, RemindingApprovers, Telling

__all__ = [
    "REMIND",
    "REMIND_APPROVERS",
    "SEND",
    "TELL",
    "Chosen",
    "LinkRefused",
    "Mailer",
    "Notifications",
    "NotificationsReaction",
    "Reminding",
    "RemindingApprovers",
    "SendingLetters",
    "Stop",
    "Telling",
    "reactions_of",
    "stop_page",
]
