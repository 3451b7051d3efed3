"""Mistakes whose places are known, for every code that a finding can have."""
