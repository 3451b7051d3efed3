"""From keys in the text to notes and reference lists."""
