"""Forms that a PDF declares itself (AcroForm, ISO 32000-1, 12.7)."""
