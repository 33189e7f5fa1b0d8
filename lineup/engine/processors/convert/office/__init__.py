"""Word, PowerPoint, Excel, OpenDocument, CSV, HTML and EPUB, read by docling-rs."""
