"""`python -m publish`: the same as the command `publish`."""

from publish.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
