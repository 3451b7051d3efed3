"""The cover of a book: one front for all editions, and back, spine and flaps around it."""
