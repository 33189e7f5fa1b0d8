"""What differs between two to four sides of a comparison, and whether it matters: pure, without I/O or a clock.

`documents.compare_document` compares the sides of one document; `config.diff_config` two lists of steps. A side is an
execution as it ended (`sides.Side`), the unit of what is found is a `differences.Difference`, and figures over many
documents are made in `totals`, always with how many pairs they stand on.
"""
