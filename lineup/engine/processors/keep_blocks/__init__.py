"""Keep or drop blocks of a converted document by rules."""

from lineup.engine.processors.keep_blocks.processor import KeepOrDropBlocks

__all__ = ["KeepOrDropBlocks"]
