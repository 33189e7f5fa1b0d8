"""docling's JSON (DoclingDocument 1.10), which refers to its nodes by `#/texts/3`."""

from collections.abc import Iterator
from dataclasses import dataclass

from lineup.contract.wire import JsonObject

_BODY = "#/body"


@dataclass(frozen=True)
class DoclingTree:
    """The nodes of a document."""

    document: JsonObject

    @property
    def body(self) -> JsonObject:
        """The root of what the document says."""
        return self.node(_BODY)

    def node(self, reference: str) -> JsonObject:
        """Return the node that a reference means."""
        found = self.document
        for part in reference.removeprefix("#/").split("/"):
            found = found[int(part)] if isinstance(found, list) else found[part]
        return found

    def children(self, node: JsonObject) -> list[JsonObject]:
        """Return the nodes directly below one, in reading order."""
        return self.referred(node, "children")

    def referred(self, node: JsonObject, key: str) -> list[JsonObject]:
        """Return the nodes that one refers to under a key, such as its captions."""
        return [self.node(item["$ref"]) for item in node.get(key) or ()]

    def below(self, node: JsonObject) -> Iterator[JsonObject]:
        """Yield all nodes below one, in reading order. Without recursion: documents nest as deep as they like."""
        pending = list(reversed(self.children(node)))
        while pending:
            current = pending.pop()
            yield current
            pending += reversed(self.children(current))
