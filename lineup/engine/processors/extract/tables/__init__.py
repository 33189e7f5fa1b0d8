"""Tables on the page as lists of objects."""
