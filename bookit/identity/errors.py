"""Why identity said no.

Refusal
├── SignInRefused      wrong address or password, told apart for nobody (401)
├── TooManyAttempts    wait `retry_after` seconds (429)
├── Forbidden
│   └── TokenRefused   an invitation, reset or setup token that is unknown, used or too old (403)
├── Conflict
│   └── EmailTaken     the address belongs to another member (409)
└── RuleBroken
    └── WeakPassword   (422)
"""

from bookit.domain.errors import Conflict, Forbidden, Refusal, RuleBroken


class SignInRefused(Refusal):
    """The same words whether the account, its password or the combination is wrong."""

    slug = "sign-in-refused"
    title = "Not signed in"

    def __init__(self) -> None:
        super().__init__("This address and this password do not belong together.")


class TooManyAttempts(Refusal):
    slug = "too-many-attempts"
    title = "Too many attempts"

    def __init__(self, retry_after: int) -> None:
        super().__init__(f"Too many attempts. Try again in {retry_after} s.", retry_after=retry_after)
        self.retry_after = retry_after
        """Seconds."""


class TokenRefused(Forbidden):
    slug = "token-refused"
    title = "Link not valid"

    def __init__(self) -> None:
        super().__init__("This link was used before, was replaced by a newer one, or is too old.")


class EmailTaken(Conflict):
    slug = "email-taken"
    title = "Address already in use"

    def __init__(self) -> None:
        super().__init__("This e-mail address belongs to another member.")


class WeakPassword(RuleBroken):
    slug = "weak-password"
    title = "Password not accepted"
