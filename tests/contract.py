"""Holds what the API answers against its OpenAPI document: every field described, and nothing but what is described."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import httpx
import jsonschema_rs

from bookit.api.app import create_app
from bookit.settings import Settings

Schema = dict[str, Any]

JSON, PROBLEM = "application/json", "application/problem+json"
MOST_TOLD = 5
_REFERENCE = "#/components/schemas/"


class Contract:
    """An OpenAPI document whose objects hold no fields besides those it names."""

    def __init__(self, document: Schema) -> None:
        self.document = document
        self._schemas = _closed(document)
        self._paths = [(_pattern(path), path) for path in sorted(document["paths"], key=lambda path: path.count("{"))]

    def check(self, answer: httpx.Response) -> None:
        """Raises AssertionError for an answer that is not as described; of what is not described, only problems are."""
        kind = answer.headers.get("content-type", "").partition(";")[0]
        described = self.described(answer.request.method, answer.request.url.path, answer.status_code)
        if described is None or answer.status_code == 405:
            schema: Schema | None = {"$ref": _REFERENCE + "Problem"} if kind == PROBLEM else None
        else:
            schema = described.get("content", {}).get(kind, {}).get("schema")
            if schema is None and kind in {JSON, PROBLEM}:
                raise AssertionError(f"{answer.request.url.path} does not say that it answers {kind}")
        if schema is not None and kind in {JSON, PROBLEM} and answer.request.method != "HEAD":
            self.require(schema, answer.json(), f"{answer.request.method} {answer.request.url.path}")

    def require(self, schema: Schema, value: Any, what: str) -> None:
        """Raises AssertionError, with the first places where the value is not as described."""
        validator = jsonschema_rs.Draft202012Validator(schema | self._schemas, validate_formats=True)
        wrong = [f"{what}: {error.message} at {list(error.instance_path)}" for error in validator.iter_errors(value)]
        assert not wrong, "\n".join(wrong[:MOST_TOLD])

    def described(self, method: str, path: str, status: int) -> Schema | None:
        """What the document says of an answer; None for a route that it does not name."""
        for pattern, template in self._paths:
            if pattern.fullmatch(path) and method.lower() in self.document["paths"][template]:
                responses: Schema = self.document["paths"][template][method.lower()]["responses"]
                found: Schema | None = responses.get(str(status), responses.get("default"))
                return found
        return None


@lru_cache
def contract() -> Contract:
    """That of the application as it is."""
    return Contract(create_app(Settings(log_level="critical")).openapi())


def _pattern(path: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"\\{\w+\\}", "[^/]+", re.escape(path)))


def _closed(document: Schema) -> Schema:
    """The document's schemas, each closed; what is a part of another is closed there."""
    schemas = document["components"]["schemas"]
    parts = {part["$ref"].removeprefix(_REFERENCE) for part in _parts(document) if "$ref" in part}
    return {
        "components": {
            "schemas": {name: _close(schema, also_itself=name not in parts) for name, schema in schemas.items()}
        }
    }


def _parts(value: Any) -> Iterator[Schema]:
    match value:
        case dict():
            yield from value.get("allOf", [])
            for each in value.values():
                yield from _parts(each)
        case list():
            for each in value:
                yield from _parts(each)


def _close(value: Any, *, also_itself: bool = True) -> Any:
    match value:
        case dict():
            closed = {key: [*part] if key == "allOf" else _close(part) for key, part in value.items()}
            is_object = "properties" in value and "additionalProperties" not in value
            if also_itself and (is_object or "allOf" in value):
                closed["unevaluatedProperties"] = False
            return closed
        case list():
            return [_close(each) for each in value]
    return value
