"""What kinds of regions a page has, as a model sees them on its picture: titles, tables, figures and the like."""
