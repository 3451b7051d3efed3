"""Shows a book and what is wrong with it as pages for people: findings, figures, small pages."""
