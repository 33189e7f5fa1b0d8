"""Reading pictures of pages: Tesseract's words become an invisible text layer, from which liteparse tells the blocks."""
