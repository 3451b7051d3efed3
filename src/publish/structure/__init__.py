"""What holds a book together: parts, numbers, cross references, contents, index."""
