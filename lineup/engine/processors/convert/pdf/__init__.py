"""PDF: liteparse tells the blocks, pypdfium2 counts and draws pages."""
