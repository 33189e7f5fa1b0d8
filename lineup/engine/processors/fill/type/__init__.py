"""Setting type: what can be drawn with a font that every viewer has, how wide it is, and how it fits a place."""
