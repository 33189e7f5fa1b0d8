"""PNG, JPG, WEBP, TIFF and GIF: each frame is a page, measured in its own pixels."""
