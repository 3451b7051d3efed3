"""What a printer asks for: press-ready pages, covers, profiles of printers and their rules."""
