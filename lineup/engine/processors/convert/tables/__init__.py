"""Tables without lines between their cells, built from where their words stand."""
