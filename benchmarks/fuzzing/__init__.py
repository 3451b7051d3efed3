"""Inputs that nobody would write on purpose, and what becomes of them."""
