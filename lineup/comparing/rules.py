"""The rules of a comparison as they are stored: what counts as one, and what is passed over."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from lineup.compare.comparison import Options
from lineup.compare.rules import FIELD_RULES, TEXT_RULES, Rule
from lineup.contract.wire import JsonObject


@dataclass(frozen=True)
class ComparisonRules:
    """By which choices documents are compared, and the groups of differences that are passed over (rulings 31)."""

    options: Options = field(default_factory=Options)
    ignored: frozenset[str] = frozenset()

    def to_json(self) -> JsonObject:
        """Return the rules as a comparison stores them."""
        return {
            "text_rules": sorted(self.options.text_rules),
            "field_rules": sorted(self.options.field_rules),
            "array_keys": dict(self.options.array_keys),
            "with_markup": self.options.with_markup,
            "ignored": sorted(self.ignored),
        }

    @property
    def sentences(self) -> tuple[str, ...]:
        """What is passed over, for people."""
        options = self.options
        told = [
            f"In text these count as one: {_listed(options.text_rules)}.",
            f"Between fields these are differences of form only: {_listed(options.field_rules)}.",
        ]
        told += [
            f"Rows of {name} are matched by {key}." for name, key in options.array_keys.items()
        ]
        told += ["Markup is not compared."] if not options.with_markup else []
        told += [f"Passed over: differences of {_said(group)}." for group in sorted(self.ignored)]
        return tuple(told)


def _said(group: str) -> str:
    """Return a group of differences in words: `field|total|dates` is `field total, the same by dates`."""
    kind, _, rest = group.partition("|")
    path, *forms = rest.split("|")
    words = f"{kind.replace('_', ' ')} {path}".strip()
    return f"{words}, the same by {' and '.join(forms)}" if forms else words


def read_rules(stored: JsonObject) -> ComparisonRules:
    """Return stored rules; what is not said is as by default, and a rule that isn't known is left out."""
    keys = stored.get("array_keys")
    ignored = stored.get("ignored")
    return ComparisonRules(
        Options(
            text_rules=_rules(stored.get("text_rules"), TEXT_RULES),
            field_rules=_rules(stored.get("field_rules"), FIELD_RULES),
            array_keys={str(name): str(key) for name, key in keys.items()}
            if isinstance(keys, dict)
            else {},
            with_markup=stored.get("with_markup") is not False,
        ),
        frozenset(str(group) for group in ignored) if isinstance(ignored, list) else frozenset(),
    )


def _rules(stored: object, usual: frozenset[Rule]) -> frozenset[Rule]:
    if not isinstance(stored, list):
        return usual
    known = {rule.value for rule in Rule}
    return frozenset(Rule(name) for name in stored if name in known)


def _listed(rules: Iterable[Rule]) -> str:
    return ", ".join(sorted(rules)) or "nothing"
