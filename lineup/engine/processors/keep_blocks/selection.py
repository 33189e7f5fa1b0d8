"""The blocks that are left of a document."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from lineup.contract.wire import JsonObject
from lineup.engine.processors.convert.model.blocks import Block, Group
from lineup.engine.processors.convert.model.contents import Heading
from lineup.engine.processors.convert.model.document import Document, Page
from lineup.engine.processors.convert.model.inline import plain_text
from lineup.engine.processors.convert.render.scene import block_id
from lineup.engine.processors.convert.render.sections import Hierarchy, section_hierarchies
from lineup.engine.processors.keep_blocks.rules import ReadyRule, Standing, ready
from lineup.engine.processors.keep_blocks.searching import Searching
from lineup.engine.processors.keep_blocks.settings import Action, KeepBlocksSettings


@dataclass(frozen=True)
class Selection:
    """Chooses blocks by rules. What fits none follows the group that it is in; `fits` counts by a rule's place."""

    rules: tuple[ReadyRule, ...]
    action: Action
    hierarchies: Mapping[str, Hierarchy]
    titles: Mapping[str, str]
    searching: Searching
    fits: Counter[int] = field(default_factory=Counter)

    def left_of(self, page: Page) -> Page:
        """Return the page with the blocks that are left; their numbers stay, so that ids stay true.

        Its lines stay only where all blocks do: they don't tell which block they belong to.
        """
        blocks = tuple(self._left(page, page.blocks, is_meant=False))
        return replace(page, blocks=blocks, lines=page.lines if blocks == page.blocks else ())

    def _left(self, page: Page, blocks: Iterable[Block], *, is_meant: bool) -> Iterator[Block]:
        for block in blocks:
            meant = is_meant or self._is_meant(page, block)
            if isinstance(block.content, Group):
                children = tuple(self._left(page, block.content.children, is_meant=meant))
                if children:
                    yield replace(block, content=Group(children))
            elif meant is (self.action is Action.KEEP):
                yield block

    def _is_meant(self, page: Page, block: Block) -> bool:
        headings = self.hierarchies.get(block_id(page, block), {}).values()
        standing = Standing(block, page.index, [self.titles[each] for each in headings])
        for place, rule in enumerate(self.rules):
            if rule.fits(standing, self.searching):
                self.fits[place] += 1
                return True
        return False


def selection_of(
    document: Document, settings: KeepBlocksSettings, searching: Searching
) -> Selection:
    """Return the selection that the settings mean for the document."""
    return Selection(
        rules=tuple(ready(rule) for rule in settings.rules),
        action=settings.action,
        hierarchies=section_hierarchies(document),
        titles={
            block_id(page, block): plain_text(block.content.runs)
            for page in document.pages
            for block in page.walk()
            if isinstance(block.content, Heading)
        },
        searching=searching,
    )


def selection_report(before: Document, after: Document, selection: Selection) -> JsonObject:
    """Return how many blocks without children were kept and dropped, and how many blocks each rule was first to fit."""
    had, has = _leaf_count(before), _leaf_count(after)
    fits = [selection.fits[place] for place in range(len(selection.rules))]
    return {"kept": has, "dropped": had - has, "fits_by_rule": fits}


def _leaf_count(document: Document) -> int:
    blocks = (block for page in document.pages for block in page.walk())
    return sum(not block.children for block in blocks)
