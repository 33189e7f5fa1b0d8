"""A regular expression that fields, blocks or pages match."""

from collections.abc import Iterator

from lineup.contract.eval_checks import Pattern, RuleType
from lineup.contract.safe_patterns import is_found
from lineup.engine.evals.items import Item, NotScored, Place, failed, passed, place_of
from lineup.engine.evals.subject import Subject
from lineup.engine.processors.convert.quality import block_text

Text = tuple[str, str, Place]
"""What is looked at: its name for people, its text, its place."""


def check_pattern(check: Pattern, subject: Subject, rule_type: RuleType) -> Iterator[Item]:
    """Yield each text: whether the pattern is found in it, or with `absent` isn't. Raises NotScored without any."""
    texts = list(_texts(check, subject, rule_type))
    if not texts:
        message = "There is nothing of the kind that the rule looks at."
        raise NotScored(message)
    for name, text, place in texts:
        if is_found(check.pattern, text) is not check.absent:
            yield passed(place)
        else:
            verb = "matches" if check.absent else "does not match"
            yield failed(f"{name} {verb} the pattern", place)


def _texts(check: Pattern, subject: Subject, rule_type: RuleType) -> Iterator[Text]:
    if check.field is not None:
        for path, value, place in subject.extracted.at(check.field):
            yield path, "" if value is None else str(value), place
        return
    blocks = [
        (page, block)
        for page, block in subject.blocks()
        if not check.block_types or block.type.value in check.block_types
    ]
    if rule_type is RuleType.BLOCK:
        for page, block in blocks:
            yield f"the {block.type.value}", block_text(block), place_of(page, block)
        return
    pages: dict[int, list[str]] = {page.index: [] for page in subject.pages}
    for page, block in blocks:
        pages[page.index].append(block_text(block))
    if rule_type is RuleType.PAGE:
        for index, parts in pages.items():
            yield "the page", "\n".join(parts), Place(index)
    else:
        yield "the document", "\n".join(part for parts in pages.values() for part in parts), Place()
