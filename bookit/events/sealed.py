"""Members' own words as facts keep them: sealed with a key of their member, which can be thrown away.

A sealed text names whose key opens it: `sealed:<member>:<base64url>`. Facts, aggregates and read models carry it as it
is; `identity` seals before a fact is made, and opens when somebody reads (docs/adr/0055).
"""

import re
from typing import NewType

Sealed = NewType("Sealed", str)
"""Text of a member, sealed. BookIT's own words, such as why it ended a series, are nobody's secret: not sealed."""

SEALED = re.compile(r"sealed:([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}):([A-Za-z0-9_-]{38,})")
"""Finds sealed texts in a longer one: the member and the sealed bytes."""
