"""The deterministic backend: labels, forms, places and sums; no model, and the same answer every time."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import assert_never

from lineup.contract.safe_patterns import PatternError, require_pattern
from lineup.engine.processors.convert.model.document import Document
from lineup.engine.processors.extract.backend import (
    Extraction,
    Finding,
    ListFinding,
    ObjectFinding,
    ValueFinding,
)
from lineup.engine.processors.extract.kinds.conventions import Conventions, conventions_of
from lineup.engine.processors.extract.kinds.kind import Kind
from lineup.engine.processors.extract.lexicon.loading import Phrase
from lineup.engine.processors.extract.schema.fields import (
    Field,
    FieldSchema,
    ListField,
    ObjectField,
    ValueField,
    values_of,
)
from lineup.engine.processors.extract.search.finder import Finder, level_of
from lineup.engine.processors.extract.search.labels import Labels
from lineup.engine.processors.extract.search.meanings import Meaning, meaning_of
from lineup.engine.processors.extract.search.values import fitted
from lineup.engine.processors.extract.tables.items import read_list
from lineup.engine.processors.extract.text.layout import lay_out

_SEVERAL = {Kind.EMAIL, Kind.PHONE, Kind.URL, Kind.IBAN, Kind.BIC, Kind.VAT_ID, Kind.PARTIES}
"""The kinds of which a document may have several without a table."""

Path = tuple[str, ...]


class Deterministic:
    """Finds what labels, forms, places and sums tell; what they don't is null."""

    name: str = "deterministic"

    def extract(self, schema: FieldSchema, document: Document) -> Extraction:
        """Return what was found."""
        meanings = dict(_meanings(schema.root, ()))
        own: dict[Phrase, frozenset[str]] = {}
        for path, meaning in meanings.items():
            if meaning.concept is None:
                for label in meaning.labels:
                    own[label] = own.get(label, frozenset()) | {_key(path)}
        sheet = lay_out(document)
        order = conventions_of(sheet.text)
        reader = _Reader(Finder(sheet, Labels(sheet, own), order), order, meanings)
        doubts = (meaning.doubt for meaning in meanings.values() if meaning.doubt)
        notes = tuple(dict.fromkeys([*doubts, *_pattern_notes(schema.root)]))
        return Extraction(reader.read_object(schema.root, ()), notes)


@dataclass(frozen=True)
class _Reader:
    """Reads the fields of one schema in one document."""

    finder: Finder
    order: Conventions
    meanings: dict[Path, Meaning]

    def read(self, field: Field, path: Path) -> Finding:
        """Return what was found for a field."""
        match field:
            case ValueField():
                return self.finder.find(field, self.meanings[path], _key(path))
            case ObjectField():
                return self.read_object(field, path)
            case ListField():
                return self._read_list(field, path)
            case _:
                assert_never(field)

    def read_object(self, field: ObjectField, path: Path) -> ObjectFinding:
        """Return what was found for an object's fields."""
        return ObjectFinding(
            {part.name: self.read(part, (*path, part.name)) for part in field.properties}
        )

    def _read_list(self, field: ListField, path: Path) -> ListFinding:
        if isinstance(field.item, ValueField):
            return self._read_values(field, field.item, path)
        return read_list(field, self.finder.sheet, self.order)

    def _read_values(self, field: ListField, item: ValueField, path: Path) -> ListFinding:
        meaning = self.meanings[path]
        if meaning.concept is None or meaning.kind not in _SEVERAL:
            return ListFinding(reason="Lists of such values are only read from tables.")
        found: list[Finding] = []
        for candidate in self.finder.find_all(meaning, _key(path)):
            value = fitted(candidate.value, item)
            if value is not None:
                cited = self.finder.citations(candidate)
                found.append(
                    ValueFinding(value, cited, level_of(candidate.score), candidate.reason)
                )
        if not found:
            return ListFinding(reason=f"Nothing that belongs into {field.name!r} was found.")
        values = [each for each in found if isinstance(each, ValueFinding)]
        cited = tuple(dict.fromkeys(each for value in values for each in value.citations))
        return ListFinding(tuple(found), cited, values[0].confidence, "All that were found.")


def _meanings(field: Field, path: Path) -> list[tuple[Path, Meaning]]:
    """Return what the single values outside of lists mean, and the items of lists of single values."""
    match field:
        case ValueField():
            return [(path, meaning_of(field, path[:-1]))]
        case ListField():
            if not isinstance(field.item, ValueField):
                return []
            named = ValueField(
                field.name,
                field.description or field.item.description,
                field.item.type,
                field.item.format,
            )
            return [(path, meaning_of(named, path[:-1]))]
        case ObjectField():
            parts = (_meanings(part, (*path, part.name)) for part in field.properties)
            return [each for part in parts for each in part]
        case _:
            assert_never(field)


def _pattern_notes(root: ObjectField) -> Iterator[str]:
    """Yield a sentence for each pattern that values are not checked against."""
    for field in values_of(root):
        try:
            require_pattern(field.pattern)
        except PatternError as error:
            yield f"The field {field.name!r} is not held to its pattern: {error}."


def _key(path: Path) -> str:
    return "own:" + "/".join(path)
