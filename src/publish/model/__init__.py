"""The book as values: pandoc's tree, and the document that is made of chapters."""
