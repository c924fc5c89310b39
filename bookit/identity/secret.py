"""Random secrets: shown to their owner once, kept as a hash."""

import secrets
from hashlib import sha256


def new_secret() -> str:
    """256 random bits in 43 characters that fit a URL, a header and a cookie."""
    return secrets.token_urlsafe(32)


def hash_of(secret: str) -> bytes:
    """What is stored. No salt and no slow hash: nobody guesses 256 bits."""
    return sha256(secret.encode("utf-8", "surrogatepass")).digest()
