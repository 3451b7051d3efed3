"""Format citations and reference lists by a CSL 1.0.2 style, with an evaluator of our own."""
