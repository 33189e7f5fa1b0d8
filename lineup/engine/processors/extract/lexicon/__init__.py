"""The words of business papers as data: labels, headings and names of fields, a file per language."""
